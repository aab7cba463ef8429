using System;
using System.Collections.Generic;
using System.Linq;
using Weir.Ground.Net;
using Weir.Kernel.Io;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Relay.Listen;
using Weir.Tests.Sim.Network;
using Weir.Tests.Sim.Worker;
using Xunit;

namespace Weir.Tests.Sim.Plans;

/// <summary>
/// One worker on a simulated network, and the plans that it goes by, one after the other. What the master
/// does for a reload is done here: numbers, sockets, the states of proxies.
/// </summary>
internal sealed class PlanBench : IDisposable
{
    public static readonly IoLimits Limits = IoLimits.Default(700);

    private const long TurnsMax = 1_000_000;

    private readonly SimNetwork _network;
    private readonly ConfigPlan[] _plans;
    private readonly Dictionary<int, int> _sockets = []; // by listener
    private readonly Queue<int> _adopting = new();
    private uint _generation = 1;
    private long _turns;

    /// <param name="network">The network to live on.</param>
    /// <param name="origin">Gives a server's side for each connection that the worker opens.</param>
    /// <param name="texts">The first is served at first.</param>
    public PlanBench(SimNetwork network, Func<SimPeer?> origin, params string[] texts)
    {
        _network = network;
        _plans = SimConfig.LoadAll(texts);
        foreach (IpEndpoint address in _plans
            .SelectMany(static plan => plan.Servers).Select(static one => one.Address).Distinct())
        {
            network.Serve(address, origin);
        }

        Board = Board.InPrivateMemory(new BoardShape(
            1, _plans.Max(static plan => plan.ProxiesEnd), _plans.Max(static plan => plan.ServersEnd)));
        BoardSetup.Initialise(_plans[0], Board);
        for (int i = 1; i < _plans.Length; i++)
        {
            BoardSetup.Prepare(_plans[i], _plans[..i], Board, nowMs: 0);
        }

        Newest = _plans[0];
        Bind(Newest);
        int[] listeners = new int[Newest.Listeners.Max(static one => one.Id) + 1];
        Array.Fill(listeners, -1);
        foreach (ListenerPlan listener in Newest.Listeners)
        {
            listeners[listener.Id] = _sockets[listener.Id];
        }

        Loop = new WorkerLoop<SimIo>(
            new SimIo(network),
            new WorkerSetup
            {
                Plan = Newest,
                Generation = _generation,
                Board = Board,
                WorkerId = 0,
                ListenerDescriptors = listeners,
                Pid = 1,
                DescriptorMax = Limits.DescriptorMax,
                ConnectionMax = 200,
            },
            control: -1);
    }

    public WorkerLoop<SimIo> Loop { get; }

    public Board Board { get; }

    public ConfigPlan Newest { get; private set; }

    /// <summary>Before the next turn, whatever is going on now.</summary>
    public void AdoptLater(int plan) => _adopting.Enqueue(plan);

    /// <summary>Between two turns.</summary>
    public void Adopt(int plan)
    {
        ConfigPlan before = Newest;
        Newest = _plans[plan];
        foreach (ProxyPlan proxy in before.Proxies)
        {
            Board.Decided(proxy.Id).State = ProxyState.Removed;
        }

        foreach (ProxyPlan proxy in Newest.Proxies)
        {
            Board.Decided(proxy.Id).State = proxy.Disabled ? ProxyState.Removed : ProxyState.Serving;
        }

        foreach (int gone in _sockets.Keys.Except(Newest.Listeners.Select(static one => one.Id)).ToArray())
        {
            _sockets.Remove(gone); // the worker closes it
        }

        Dictionary<int, int> added = Bind(Newest);
        _generation++;
        Loop.Adopt(Loop.Prepare(Newest, _generation), added);
    }

    public void Connect(SimPeer client, string address) =>
        _network.Connect(client, AddressOf(address));

    /// <summary>Turns until something is so, with something done between each two.</summary>
    public void TurnUntil(Func<bool> isSo, Action? between = null)
    {
        while (!isSo())
        {
            Assert.True(_turns++ < TurnsMax, "it never ends");
            Loop.Turn();
            while (_adopting.TryDequeue(out int plan))
            {
                Adopt(plan);
            }

            between?.Invoke();
            Assert.True(!_network.IsStalled || isSo(), "nothing will ever happen again");
        }
    }

    /// <summary>What has to be so once every client has left.</summary>
    public void AssertLeftClean()
    {
        TurnUntil(() => Loop.Clients == 0);
        Assert.Equal(0, Loop.Streams);
        Assert.Equal(0, Loop.BuffersInUse);
        Assert.Equal(1, Loop.Plans);
        for (int proxy = 0; proxy < Board.Shape.Proxies; proxy++)
        {
            Assert.Equal(0, Board.FrontendCounts(0, proxy).Current);
            Assert.Equal(0, Board.BackendCounts(0, proxy).Current);
            Assert.Equal(0, Board.Places.Clients(proxy).Held);
            Assert.Equal(0, Board.Places.Backend(proxy).Sessions);
        }

        for (int server = 0; server < Board.Shape.Servers; server++)
        {
            Assert.Equal(0, Board.Places.Server(server).Held);
            Assert.Equal(0, Board.Places.Server(server).Waiting);
            Assert.Equal(0, Board.ServerCounts(0, server).Current);
        }

        TurnUntil(() => _network.OpenDescriptors == Newest.Listeners.Length);
        for (int server = 0; server < Board.Shape.Servers; server++)
        {
            Assert.Equal(0, Board.ServerCounts(0, server).Idle);
        }
    }

    public void Dispose() => Loop.Dispose();

    private Dictionary<int, int> Bind(ConfigPlan plan)
    {
        Dictionary<int, int> added = [];
        foreach (ListenerPlan listener in plan.Listeners)
        {
            if (!_sockets.ContainsKey(listener.Id))
            {
                added[listener.Id] = _sockets[listener.Id] = _network.OpenListener(listener.Address);
            }
        }

        return added;
    }

    private static IpEndpoint AddressOf(string address)
    {
        Assert.True(System.Net.IPEndPoint.TryParse(address, out System.Net.IPEndPoint? at));
        byte[] bytes = at.Address.GetAddressBytes();
        uint number = ((uint)bytes[0] << 24) | ((uint)bytes[1] << 16) | ((uint)bytes[2] << 8) | bytes[3];
        return IpEndpoint.V4(number, (ushort)at.Port);
    }
}
