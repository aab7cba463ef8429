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
/// when each server was asked, and each change of what the board says of it.
/// </summary>
internal sealed class KeeperBench : IDisposable
{
    private readonly SimNetwork _network = new(1, SimFaults.None, IoLimits.Default(100));
    private readonly Dictionary<IpEndpoint, List<long>> _asked = [];
    private readonly Dictionary<IpEndpoint, bool> _isIll = [];
    private readonly Dictionary<int, List<Seen>> _seen = [];
    private readonly ConfigPlan[] _plans;
    private HealthWatch<SimIo> _health;
    private SimIo _io;

    /// <param name="texts">Configurations, the first one at first; their servers are alive.</param>
    public KeeperBench(params string[] texts)
    {
        _plans = SimConfig.LoadAll(texts);
        Plan = _plans[0];
        _io = new SimIo(_network);
        foreach (ServerPlan server in _plans.SelectMany(static plan => plan.Servers))
        {
            _seen.TryAdd(server.Id, []);
            if (server.Check is { } check)
            {
                Listen(check.Address);
            }
        }

        Board = Board.InPrivateMemory(BoardSetup.ShapeFor(Plan, workers: 1));
        BoardSetup.Initialise(Plan, Board);
        _health = Begin();
        Look();
    }

    public ConfigPlan Plan { get; private set; }

    public Board Board { get; }

    /// <summary>Milliseconds since the beginning.</summary>
    public long NowMs => _io.Now().Ms;

    public ServerPlan this[string server] => Plan.Servers.Single(one => one.Name == server);

    /// <summary>When this server was asked, in milliseconds.</summary>
    public IReadOnlyList<long> Asked(ServerPlan server) => _asked[server.Check!.Address];

    /// <summary>What the board has said of a server, one entry for each change.</summary>
    public IReadOnlyList<Seen> History(string server) => _seen[this[server].Id];

    /// <summary>From now on the server answers its checks with an error, or no longer.</summary>
    public void SetIll(string server, bool isIll) => _isIll[this[server].Check!.Address] = isIll;

    /// <summary>Traffic with a server goes wrong; as a worker would tell it.</summary>
    public void Err(string server, ObservedError error)
    {
        if (Board.Errors(this[server].Id).Count(error, this[server].Observe!.Limit))
        {
            _health.Checks.OnCall(_io.Now(), _io.WallMs());
            Look();
        }
    }

    /// <summary>Another keeper takes the place of this one, which has died.</summary>
    public void Replace()
    {
        _health.Dispose();
        _health = Begin();
    }

    /// <summary>Goes by another of the configurations.</summary>
    public void Follow(int plan)
    {
        BoardSetup.Prepare(_plans[plan], [Plan], Board, nowMs: 0);
        Plan = _plans[plan];
        _health.Follow(ref _io, Plan, _io.Now());
        Look();
    }

    /// <summary>The keeper's loop for so many milliseconds.</summary>
    public void Run(int ms)
    {
        Instant end = _io.Now().After(ms);
        while (_io.Now() < end)
        {
            _io.Wait(_health.Next < end ? _health.Next : end);
            Instant now = _io.Now();
            while (_io.Next(out IoEvent happened)) _health.Checks.OnReady(ref _io, happened, now);
            _health.OnTime(ref _io, now);
            Look();
        }
    }

    public void Dispose() => _health.Dispose();

    private HealthWatch<SimIo> Begin()
    {
        KeeperSetup setup = new() { Plan = Plan, Board = Board, Control = -1, MasterPid = 1, IsQuiet = true };
        return new HealthWatch<SimIo>(setup, _io.Now());
    }

    private void Listen(IpEndpoint address)
    {
        List<long> moments = [];
        // By the address that is checked: two servers may be one machine, checked at two ports.
        if (_asked.TryAdd(address, moments))
        {
            _network.Serve(address, () =>
            {
                moments.Add(_network.Now.Ms);
                return new CheckedPeer(_isIll.GetValueOrDefault(address));
            });
        }
    }

    private void Look()
    {
        foreach (ServerPlan server in Plan.Servers)
        {
            ref ServerRecord record = ref Board.Server(server.Id);
            Seen now = new(NowMs, record.Health, record.StartShare, record.StartPercent);
            List<Seen> seen = _seen[server.Id];
            if (seen.Count == 0 || seen[^1] with { Ms = NowMs } != now)
            {
                seen.Add(now);
            }
        }
    }

    /// <summary>What the board says of a server from a moment on.</summary>
    internal readonly record struct Seen(long Ms, ServerHealth Health, int Share, int Percent);

    private sealed class CheckedPeer(bool isIll) : SimPeer
    {
        protected internal override void OnBytes(ReadOnlySpan<byte> bytes)
        {
            Send(isIll ? "HTTP/1.0 500 Oops\r\n\r\n"u8 : "HTTP/1.0 200 OK\r\n\r\n"u8);
            Close();
        }
    }
}
