using System;
using System.Collections.Generic;
using System.Linq;
using Weir.Ground.Net;
using Weir.Kernel.Io;
using Weir.Model.Live;
using Weir.Model.Places;
using Weir.Model.Plan;
using Weir.Relay.Listen;
using Weir.Tests.Sim.Network;
using Weir.Tests.Sim.Worker;
using Xunit;

namespace Weir.Tests.Sim.Queue;

/// <summary>
/// Several workers over one board, each with listeners and events of its own, on one simulated network. Their
/// turns come in an order drawn from the seed; after each of them every promise is looked at.
/// </summary>
internal sealed class QueueBench : IDisposable
{
    public static readonly IoLimits Limits = IoLimits.Default(700);

    private const int WorkerCount = 4;
    private const long RoundsMax = 300_000;

    private readonly SimNetwork _network;
    private readonly WorkerSetup[] _setups = new WorkerSetup[WorkerCount];
    private readonly WorkerLoop<SimIo>[] _loops = new WorkerLoop<SimIo>[WorkerCount];
    private readonly int[] _calls = new int[WorkerCount];
    private readonly IpEndpoint[] _addresses;
    private readonly int _connectionMax;
    private readonly ConfigPlan[] _plans;
    private readonly OrderWatch _watch;
    private readonly Queue<int> _dying = new();
    private readonly Queue<(int Worker, int Plan)> _adopting = new();
    private SimDice _dice;
    private int _connected;
    private uint _generation;

    /// <param name="connectionMax">Client connections that each worker has memory for.</param>
    public QueueBench(
        SimNetwork network, string section, Func<SimPeer?> origin, int connectionMax = 200)
        : this(network, [section], origin, connectionMax)
    {
    }

    /// <param name="sections">The first is served at first, the others when they are adopted.</param>
    public QueueBench(
        SimNetwork network, string[] sections, Func<SimPeer?> origin, int connectionMax = 200)
    {
        _connectionMax = connectionMax;
        Assert.True(network.HasSeveralHosts);
        _network = network;
        _dice = new SimDice(network.Seed * 31);
        _plans = SimConfig.LoadAll(sections);
        Plan = _plans[0];
        foreach (IpEndpoint address in
            _plans.SelectMany(static plan => plan.Servers).Select(static one => one.Address).Distinct())
        {
            network.Serve(address, origin);
        }

        Board = Board.InPrivateMemory(new BoardShape(
            WorkerCount,
            _plans.Max(static plan => plan.ProxiesEnd),
            _plans.Max(static plan => plan.ServersEnd)));
        BoardSetup.Initialise(Plan, Board);
        for (int i = 1; i < _plans.Length; i++)
        {
            BoardSetup.Prepare(_plans[i], _plans[..i], Board, nowMs: 0);
        }

        _addresses = [.. Plan.Listeners.Select(static listener => listener.Address)];
        for (int worker = 0; worker < WorkerCount; worker++)
        {
            _calls[worker] = network.OpenSignal();
        }

        for (int worker = 0; worker < WorkerCount; worker++)
        {
            _setups[worker] = SetupOf(
                worker, [.. _addresses.Select(address => network.OpenListener(address))]);
            Start(worker);
        }

        _watch = new OrderWatch(_plans, Board);
    }

    public ConfigPlan Plan { get; }

    public Board Board { get; }

    /// <summary>No more clients than this are ever held.</summary>
    public int ClientMost { get; init; } = int.MaxValue;

    /// <summary>Places that were taken by streams that had waited.</summary>
    public int Granted => _watch.Granted;

    /// <summary>The most streams that waited at once.</summary>
    public int MostWaiting => _watch.MostWaiting;

    /// <summary>To each address in turn.</summary>
    public void Connect(SimPeer client) =>
        _network.Connect(client, _addresses[_connected++ % _addresses.Length]);

    /// <summary>Turns of all workers until something is so.</summary>
    public void RunUntil(Func<bool> isSo)
    {
        for (long rounds = 0; !isSo(); rounds++)
        {
            Assert.False(_network.IsStalled, "nothing will ever happen again");
            Assert.True(rounds < RoundsMax, "it never ends");
            while (_dying.TryDequeue(out int dead))
            {
                Kill(dead);
            }

            while (_adopting.TryDequeue(out (int Worker, int Plan) one))
            {
                WorkerLoop<SimIo> loop = _loops[one.Worker];
                loop.Adopt(loop.Prepare(_plans[one.Plan], ++_generation), new Dictionary<int, int>());
                _watch.Look(_loops);
            }

            int first = _dice.Between(0, WorkerCount - 1);
            for (int i = 0; i < WorkerCount; i++)
            {
                int worker = (first + i) % WorkerCount;
                _loops[worker].Turn();
                _watch.Look(_loops);
                Assert.True(_loops.Sum(static loop => loop.Clients) <= ClientMost, "clients");
            }

            _network.MoveOn();
        }
    }

    /// <summary>A worker dies between two turns, and the master does what it does then.</summary>
    public void KillLater(int worker) => _dying.Enqueue(worker);

    /// <summary>A worker goes by another plan, between two turns.</summary>
    public void AdoptLater(int worker, int plan) => _adopting.Enqueue((worker, plan));

    /// <summary>The keeper has found a server up or down.</summary>
    public void Set(int server, ServerHealth health)
    {
        Board.Server(server).Health = health;
        Board.Changed(0);
        if (WakeCalls.AnyoneWaits(Board.Places, Plan.Proxies[0]))
        {
            CallAll();
        }
    }

    /// <summary>What has to be so once every client has left.</summary>
    public void AssertNothingIsLeft()
    {
        RunUntil(() => _loops.All(static loop => loop.Clients == 0 && loop.Streams == 0));
        Assert.All(_loops, static loop => Assert.Equal(0, loop.BuffersInUse));
        for (int server = 0; server < Board.Shape.Servers; server++)
        {
            Assert.Equal(0, Board.Places.Server(server).Held);
            Assert.Equal(0, Board.Places.Server(server).Waiting);
        }

        for (int proxy = 0; proxy < Board.Shape.Proxies; proxy++)
        {
            Assert.Equal(0, Board.Places.Backend(proxy).Waiting);
            Assert.Equal(0, Board.Places.Backend(proxy).Sessions);
            Assert.Equal(0, Board.Places.Clients(proxy).Held);
        }

        Assert.All(_loops, static loop => Assert.Equal(1, loop.Plans));
        Assert.Equal(0, Board.Places.AllClients.Held);
    }

    public void Dispose() => Array.ForEach(_loops, static loop => loop.Dispose());

    private void Kill(int worker)
    {
        _network.Kill(worker);
        Assert.True(Board.TryClearGauges(1ul << worker));
        _watch.Forget(worker);
        Start(worker);
        CallAll();
    }

    private void Start(int worker) =>
        _loops[worker] = new WorkerLoop<SimIo>(new SimIo(_network, worker), _setups[worker], control: -1);

    private void CallAll()
    {
        for (int worker = 0; worker < WorkerCount; worker++)
        {
            WakeCalls.Call(Board.Places, worker);
            _network.SetSignal(_calls[worker], true);
        }
    }

    private WorkerSetup SetupOf(int worker, int[] listeners) => new()
    {
        Plan = Plan,
        Board = Board,
        WorkerId = worker,
        ListenerDescriptors = listeners,
        Calls = _calls,
        Pid = 1,
        DescriptorMax = Limits.DescriptorMax,
        BoxMax = Plan.Global.MaxConn,
        ConnectionMax = _connectionMax,
    };
}
