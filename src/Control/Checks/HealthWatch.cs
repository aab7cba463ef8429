using System;
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
    private HealthLog _log;

    public HealthWatch(KeeperSetup setup, Instant now)
    {
        _setup = setup;
        HealthKeeper keeper = Open(setup.Plan, out _log);
        _checks = new HealthChecks<TIo>(setup.Plan, keeper, now);
    }

    public HealthChecks<TIo> Checks => _checks;

    /// <summary>Sends what a turn has gathered.</summary>
    public void FlushLog() => _log.Flush();

    /// <summary>Goes on by another plan.</summary>
    public void Follow(ref TIo io, ConfigPlan plan, Instant now)
    {
        HealthLog before = _log;
        HealthKeeper keeper = Open(plan, out _log);
        before.Dispose();
        _checks.Follow(ref io, plan, keeper, now);
        _checks.EndStopped(ref io, _setup.Board);
    }

    public void Dispose() => _log.Dispose();

    private HealthKeeper Open(ConfigPlan plan, out HealthLog log)
    {
        log = new HealthLog(plan, _setup.MasterPid, _setup.IsQuiet);
        Transitions transitions = new(plan, _setup, log);
        transitions.TakeOver();
        return new HealthKeeper(plan, _setup.Board, transitions, log);
    }
}
