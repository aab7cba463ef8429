using System;
using System.Collections.Generic;
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
    private readonly HealthChecks<SimIo> _checks;
    private readonly Dictionary<IpEndpoint, List<long>> _asked = [];
    private readonly HealthLog _log;
    private SimIo _io;

    /// <param name="text">The configuration; its servers are alive.</param>
    public KeeperBench(string text)
    {
        Plan = SimConfig.Load(text);
        _io = new SimIo(_network);
        foreach (ServerPlan server in Plan.Servers)
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

        Board board = Board.InPrivateMemory(new BoardShape(1, Plan.Proxies.Length, Plan.Servers.Length));
        BoardSetup.Initialise(Plan, board);
        KeeperSetup setup = new() { Plan = Plan, Board = board, Control = -1, MasterPid = 1, IsQuiet = true };
        _log = new HealthLog(Plan, 1, isQuiet: true);
        _checks = new HealthChecks<SimIo>(Plan, new HealthKeeper(setup, _log), _io.Now());
    }

    public ConfigPlan Plan { get; }

    /// <summary>When this server was asked, in milliseconds.</summary>
    public IReadOnlyList<long> Asked(ServerPlan server) => _asked[server.Check!.Address];

    /// <summary>The keeper's loop for so many milliseconds.</summary>
    public void Run(int ms)
    {
        Instant end = _io.Now().After(ms);
        while (_io.Now() < end)
        {
            _io.Wait(_checks.Next < end ? _checks.Next : end);
            Instant now = _io.Now();
            while (_io.Next(out IoEvent happened)) _checks.OnReady(ref _io, happened, now);
            _checks.OnTime(ref _io, now);
        }
    }

    public void Dispose() => _log.Dispose();

    private sealed class HealthyPeer : SimPeer
    {
        protected internal override void OnBytes(ReadOnlySpan<byte> bytes)
        {
            Send("HTTP/1.0 200 OK\r\n\r\n"u8);
            Close();
        }
    }
}
