using System;
using System.Linq;
using System.Text;
using Weir.Control;
using Weir.Control.Orders;
using Weir.Control.Stats;
using Weir.Ground.Net;
using Weir.Kernel.Io;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Relay.Listen;
using Weir.Tests.Sim.Network;
using Weir.Tests.Sim.Worker;
using Xunit;

namespace Weir.Tests.Sim.Stats;

/// <summary>A worker and the statistics of a keeper, on one simulated network and one board.</summary>
internal sealed class StatsBench : IDisposable
{
    public const int Servers = 200;

    public static readonly IoLimits Limits = IoLimits.Default(600);

    private const int WorkerHost = 0;
    private const int KeeperHost = 1;
    private const long RoundsMax = 1_000_000;

    private readonly SimNetwork _network;
    private readonly WorkerLoop<SimIo> _loop;
    private readonly KeeperSetup _setup;
    private readonly IpEndpoint _address;
    private readonly int _channel;
    private SimIo _io;
    private StatsServer<SimIo> _stats;

    public StatsBench(SimNetwork network)
    {
        _network = network;
        ConfigPlan plan = SimConfig.Load(Text());
        Board board = Board.InPrivateMemory(BoardSetup.ShapeFor(plan, workers: 1));
        BoardSetup.Initialise(plan, board);
        _address = Assert.Single(plan.Listeners).Address;
        _channel = network.OpenChannel();
        WorkerSetup setup = new()
        {
            Plan = plan,
            Board = board,
            WorkerId = 0,
            ListenerDescriptors = [network.OpenListener(_address)],
            KeeperChannel = _channel,
            Pid = 1,
            DescriptorMax = Limits.DescriptorMax,
            ConnectionMax = 100,
        };
        _loop = new WorkerLoop<SimIo>(new SimIo(network, WorkerHost), setup, control: -1);
        _setup = new KeeperSetup
        {
            Plan = plan,
            Board = board,
            Control = -1,
            Channel = _channel,
            MasterPid = 1,
        };
        _stats = StartKeeper();
    }

    public void Connect(SimPeer client) => _network.Connect(client, _address);

    /// <summary>The keeper dies and another one takes its place.</summary>
    public void ReplaceKeeper()
    {
        _network.Kill(KeeperHost);
        _stats = StartKeeper();
    }

    public void RunUntil(Func<bool> isSo)
    {
        for (long rounds = 0; !isSo(); rounds++)
        {
            Assert.False(_network.IsStalled, "nothing will ever happen again");
            Assert.True(rounds < RoundsMax, "it never ends");
            _loop.Turn();
            TurnOfKeeper();
            _network.MoveOn();
        }
    }

    /// <summary>What has to be so once every client has left: listener and channel stay.</summary>
    public void AssertNothingIsLeft()
    {
        RunUntil(() => _loop.Clients == 0 && _network.OpenDescriptors == 2);
        Assert.Equal(0, _loop.Streams);
        Assert.Equal(0, _loop.BuffersInUse);
    }

    public void Dispose() => _loop.Dispose();

    private StatsServer<SimIo> StartKeeper()
    {
        _io = new SimIo(_network, KeeperHost);
        StatsServer<SimIo> stats = new(_setup, new ServerOrders(_setup.Board));
        stats.Open(ref _io);
        return stats;
    }

    private void TurnOfKeeper()
    {
        _io.Wait(_stats.HasWork ? _io.Now() : Ground.Time.Instant.Never);
        while (_io.Next(out IoEvent happened))
        {
            Assert.True(_stats.Owns(happened.Fd));
            _stats.OnReady(ref _io, happened, _io.Now());
        }

        _stats.OnTurn(ref _io, _io.Now());
    }

    private static string Text()
    {
        StringBuilder text = new("listen web\n bind 10.0.0.1:80\n mode http\n stats uri /s\n"
            + " timeout client 20s\n timeout connect 1s\n timeout server 1s\n");
        foreach (int server in Enumerable.Range(0, Servers))
        {
            text.Append($" server s{server} 10.0.1.1:80\n");
        }

        return text.ToString();
    }
}
