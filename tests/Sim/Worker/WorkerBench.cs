using System;
using System.IO;
using System.Linq;
using Weir.Ground.Net;
using Weir.Kernel.Io;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Relay.Listen;
using Weir.Relay.Stream;
using Weir.Tests.Sim.Network;
using Xunit;

namespace Weir.Tests.Sim.Worker;

/// <summary>
/// One worker on a simulated network, with the Architecture Guide's first configuration or another one.
/// </summary>
internal sealed class WorkerBench : IDisposable
{
    public static readonly IoLimits Limits = IoLimits.Default(500);

    private const long TurnsMax = 1_000_000;

    private readonly SimNetwork _network;
    private readonly IpEndpoint _address;
    private readonly ServerPlan[] _servers;
    private long _turns;

    /// <param name="network">The network to live on.</param>
    /// <param name="origin">Gives a server's side for each connection that the worker opens.</param>
    /// <param name="more">Further lines of the proxy.</param>
    /// <param name="bufferBytes">What the worker may take for buffers.</param>
    public WorkerBench(
        SimNetwork network, Func<SimPeer?> origin, string more = "", long bufferBytes = long.MaxValue)
        : this(Section1() + more, network, origin, bufferBytes)
    {
    }

    private WorkerBench(
        string text, SimNetwork network, Func<SimPeer?> origin, long bufferBytes = long.MaxValue)
    {
        _network = network;
        ConfigPlan plan = SimConfig.Load(text);
        _servers = plan.Servers;
        foreach (ServerPlan server in _servers)
        {
            network.Serve(server.Address, origin);
        }

        // No keeper runs here: every server stays up, as the master has set it.
        Board board = Board.InPrivateMemory(new BoardShape(1, plan.Proxies.Length, plan.Servers.Length));
        BoardSetup.Initialise(plan, board);
        _address = Assert.Single(plan.Listeners).Address;
        WorkerSetup setup = new()
        {
            Plan = plan,
            Board = board,
            WorkerId = 0,
            ListenerDescriptors = [network.OpenListener(_address)],
            Pid = 1,
            DescriptorMax = Limits.DescriptorMax,
            ConnectionMax = 100,
            BufferBytesMax = bufferBytes,
        };
        Loop = new WorkerLoop<SimIo>(new SimIo(network), setup, control: -1);
    }

    public WorkerLoop<SimIo> Loop { get; }

    /// <summary>A worker with a configuration of its own, which has one listener.</summary>
    public static WorkerBench WithText(SimNetwork network, string text, Func<SimPeer?> origin) =>
        new(text, network, origin);

    /// <summary>
    /// From now on nobody answers at the servers' addresses: attempts to connect never end.
    /// </summary>
    public void SilenceServers()
    {
        foreach (ServerPlan server in _servers)
        {
            _network.Silence(server.Address);
        }
    }

    public void Connect(SimPeer client) => _network.Connect(client, _address);

    /// <summary>Turns until something is so; a run that stands still or never ends is a failure.</summary>
    public void TurnUntil(Func<bool> isSo)
    {
        while (!isSo())
        {
            Assert.True(_turns++ < TurnsMax, "it never ends");
            Loop.Turn(); // before the next look: a stall may be of the time before somebody connected
            Assert.True(!_network.IsStalled || isSo(), "nothing will ever happen again");
        }
    }

    /// <summary>What has to be so once every client has left, and once idle servers are given up.</summary>
    public void AssertLeftClean()
    {
        TurnUntil(() => Loop.Clients == 0);
        Assert.Equal(0, Loop.Streams);
        Assert.Equal(0, Loop.BuffersInUse);
        TurnUntil(() => _network.OpenDescriptors == 1); // the listener stays
    }

    /// <summary>What has to be so after a soft stop, as soon as the last client has left.</summary>
    public void AssertStopsClean()
    {
        TurnUntil(() => Loop.IsOver);
        Assert.Equal(0, Loop.Streams);
        Assert.Equal(0, Loop.BuffersInUse);
        TurnUntil(() => _network.OpenDescriptors == 0);
    }

    public void Dispose() => Loop.Dispose();

    /// <summary>Architecture Guide, section 1.</summary>
    private static string Section1()
    {
        using Stream text = typeof(WorkerBench).Assembly.GetManifestResourceStream("guide/1.cfg")!;
        return new StreamReader(text).ReadToEnd();
    }
}
