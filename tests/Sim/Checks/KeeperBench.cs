using System;
using System.Collections.Generic;
using System.Linq;
using Weir.Control;
using Weir.Control.Checks;
using Weir.Ground.Net;
using Weir.Ground.Time;
using Weir.Kernel.Io;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Tests.Sim.Network;
using Weir.Tests.Sim.Worker;

namespace Weir.Tests.Sim.Checks;

/// <summary>
/// A keeper's checks of one configuration, on a network where time jumps: minutes of them take none. It notes
/// when each server was asked.
/// </summary>
internal sealed class KeeperBench : IDisposable
{
    private readonly SimNetwork _network = new(1, SimFaults.None, IoLimits.Default(100));
    private readonly HealthWatch<SimIo> _health;
    private readonly Dictionary<IpEndpoint, List<long>> _asked = [];
    private readonly ConfigPlan[] _plans;
    private SimIo _io;

    /// <param name="texts">Configurations, the first one at first; their servers are alive.</param>
    public KeeperBench(params string[] texts)
    {
        _plans = SimConfig.LoadAll(texts);
        Plan = _plans[0];
        _io = new SimIo(_network);
        foreach (ServerPlan server in _plans.SelectMany(static plan => plan.Servers))
        {
            List<long> moments = [];
            // By the address that is checked: two servers may be one machine, checked at two ports.
            if (_asked.TryAdd(server.Check!.Address, moments))
            {
                _network.Serve(server.Check.Address, () =>
                {
                    moments.Add(_network.Now.Ms);
                    return new HealthyPeer();
                });
            }
        }

        Board = Board.InPrivateMemory(BoardSetup.ShapeFor(Plan, workers: 1));
        BoardSetup.Initialise(Plan, Board);
        KeeperSetup setup = new() { Plan = Plan, Board = Board, Control = -1, MasterPid = 1, IsQuiet = true };
        _health = new HealthWatch<SimIo>(setup, _io.Now());
    }

    public ConfigPlan Plan { get; private set; }

    public Board Board { get; }

    public long NowMs => _io.Now().Ms;

    /// <summary>Goes by another of the configurations.</summary>
    public void Follow(int plan)
    {
        BoardSetup.Prepare(_plans[plan], [Plan], Board);
        Plan = _plans[plan];
        _health.Follow(ref _io, Plan, _io.Now());
    }

    /// <summary>When this server was asked, in milliseconds.</summary>
    public IReadOnlyList<long> Asked(ServerPlan server) => _asked[server.Check!.Address];

    /// <summary>The keeper's loop for so many milliseconds.</summary>
    public void Run(int ms)
    {
        Instant end = _io.Now().After(ms);
        while (_io.Now() < end)
        {
            _io.Wait(_health.Checks.Next < end ? _health.Checks.Next : end);
            Instant now = _io.Now();
            while (_io.Next(out IoEvent happened)) _health.Checks.OnReady(ref _io, happened, now);
            _health.Checks.OnTime(ref _io, now);
        }
    }

    public void Dispose() => _health.Dispose();

    private sealed class HealthyPeer : SimPeer
    {
        protected internal override void OnBytes(ReadOnlySpan<byte> bytes)
        {
            Send("HTTP/1.0 200 OK\r\n\r\n"u8);
            Close();
        }
    }
}
