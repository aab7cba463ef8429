using System;
using Weir.Control.Orders;
using Weir.Ground.Time;
using Weir.Kernel.Io;
using Weir.Model.Plan;

namespace Weir.Control.Checks;

/// <summary>All that is done for the health of a plan's servers, from one plan to the next.</summary>
internal sealed class HealthWatch<TIo> : IDisposable
    where TIo : struct, IIoBackend
{
    private readonly KeeperSetup _setup;
    private readonly HealthChecks<TIo> _checks;
    private Transitions _transitions;
    private HealthLog _log;

    public HealthWatch(KeeperSetup setup, Instant now)
    {
        _setup = setup;
        Orders = new ServerOrders(setup.Board);
        HealthKeeper keeper = Open(setup.Plan, now, out _log, out _transitions);
        _checks = new HealthChecks<TIo>(setup.Plan, setup.Board, keeper, now);
    }

    public HealthChecks<TIo> Checks => _checks;

    /// <summary>What people can order.</summary>
    public ServerOrders Orders { get; }

    /// <summary>When <see cref="OnTime"/> has work next.</summary>
    public Instant Next => _checks.Next < _transitions.Next ? _checks.Next : _transitions.Next;

    public void OnTime(ref TIo io, Instant now)
    {
        _checks.OnTime(ref io, now);
        _transitions.OnTime(now, io.WallMs());
    }

    /// <summary>Sends what a turn has gathered.</summary>
    public void FlushLog() => _log.Flush();

    /// <summary>Goes on by another plan.</summary>
    public void Follow(ref TIo io, ConfigPlan plan, Instant now)
    {
        HealthLog before = _log;
        HealthKeeper keeper = Open(plan, now, out _log, out _transitions);
        before.Dispose();
        _checks.Follow(ref io, plan, keeper, now);
        _checks.EndStopped(ref io, _setup.Board);
    }

    public void Dispose() => _log.Dispose();

    private HealthKeeper Open(ConfigPlan plan, Instant now, out HealthLog log, out Transitions transitions)
    {
        log = new HealthLog(plan, _setup.MasterPid, _setup.IsQuiet);
        transitions = new Transitions(plan, _setup, log);
        transitions.TakeOver(now);
        Orders.Follow(plan, transitions);
        return new HealthKeeper(plan, _setup.Board, transitions, log);
    }
}
