using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using Weir.Tests.Sim.Network;
using Weir.Tests.Sim.Worker;
using Xunit;
using Xunit.Abstractions;

namespace Weir.Tests.Sim.Plain;

/// <summary>
/// Streams of bytes drawn from a seed, both ways at once: each end hears what the other said, to the last
/// byte and then its end, or a part of it where the connection broke; and the worker keeps nothing.
/// </summary>
public sealed class DrawnRelayTests
{
    private const int Seeds = 50;
    private const int Clients = 12;

    /// <summary>Wild networks let single segments wait for seconds, not for a minute.</summary>
    private const string Patience =
        " timeout client 60s\n timeout server 60s\n timeout connect 10s\n retries 2\n";

    private readonly ITestOutputHelper _output;
    private int _piped; // turns after which somebody's bytes lay in a pipe
    private int _stopped; // streams that were in progress when their worker was told to stop

    public DrawnRelayTests(ITestOutputHelper output) => _output = output;

    [Fact]
    public void EveryByteArrivesBothWaysOnRoughNetworks()
    {
        SimRun.Each(Seeds, SimFaults.Rough, WorkerBench.Limits, Rough);
        Assert.True(_piped > Seeds, "hardly anything was bulk: no pipe has been tried");
    }

    [Fact]
    public void NoForeignByteAndNoLeakOnWildNetworks() =>
        SimRun.Each(Seeds, SimFaults.Wild, WorkerBench.Limits, Wild);

    [Fact]
    public void WhoIsBeingServedIsServedToTheEndAfterASoftStop()
    {
        SimRun.Each(Seeds, SimFaults.Rough, WorkerBench.Limits, StopInTheMiddle);
        Assert.True(_stopped > Seeds, "hardly anybody was being served: nothing has been tried");
    }

    [Fact]
    public void NobodyIsLeftBehindByASoftStopOnWildNetworks() =>
        SimRun.Each(Seeds, SimFaults.Wild, WorkerBench.Limits, StopAnywhere);

    [Fact]
    public void FreshSeedHoldsToo()
    {
        ulong seed = (ulong)RandomNumberGenerator.GetInt32(int.MaxValue);
        _output.WriteLine($"seed {seed}");
        SimRun.One(seed, SimFaults.Rough, WorkerBench.Limits, Rough);
        SimRun.One(seed, SimFaults.Wild, WorkerBench.Limits, Wild);
        SimRun.One(seed, SimFaults.Rough, WorkerBench.Limits, StopInTheMiddle);
        SimRun.One(seed, SimFaults.Wild, WorkerBench.Limits, StopAnywhere);
    }

    private void Rough(SimNetwork network)
    {
        List<Talker> servers = [];
        using WorkerBench bench = Bench(network, servers, TalkerManners.None, "");
        int pipes = bench.Loop.State.PipesLeft;
        List<Talker> clients = Connect(network, bench, TalkerManners.None);
        bench.TurnUntil(() =>
        {
            _piped += bench.Loop.State.PipesLeft < pipes ? 1 : 0;
            return AreDone(clients) && AreDone(servers);
        });
        Assert.All(clients, static one => Assert.True(one.IsWhole, "a client misses something"));
        Assert.All(servers, static one => Assert.True(one.IsWhole, "a server misses something"));
        Assert.Equal(Clients, servers.Count);
        bench.AssertLeftClean();
    }

    private static void Wild(SimNetwork network)
    {
        List<Talker> servers = [];
        using WorkerBench bench = Bench(network, servers, TalkerManners.MayReset, Patience);
        List<Talker> clients = Connect(network, bench, TalkerManners.MayReset);
        bench.TurnUntil(() => AreDone(clients) && AreDone(servers));
        Assert.True(clients.Exists(static one => one.IsWhole), "nobody was served");
        bench.AssertLeftClean();
    }

    private void StopInTheMiddle(SimNetwork network)
    {
        List<Talker> servers = [];
        using WorkerBench bench = Bench(network, servers, TalkerManners.None, "");
        List<Talker> clients = Connect(network, bench, TalkerManners.None);
        bench.TurnUntil(() => servers.Count == Clients);
        _stopped += bench.Loop.Streams;
        bench.Loop.SoftStop();
        bench.TurnUntil(() => AreDone(clients) && AreDone(servers));
        Assert.All(clients, static one => Assert.True(one.IsWhole, "a client misses something"));
        Assert.All(servers, static one => Assert.True(one.IsWhole, "a server misses something"));
        bench.AssertStopsClean();
    }

    private static void StopAnywhere(SimNetwork network)
    {
        List<Talker> servers = [];
        using WorkerBench bench = Bench(network, servers, TalkerManners.MayReset, Patience);
        List<Talker> clients = Connect(network, bench, TalkerManners.MayReset);
        bool isDue = false;
        network.After(new SimDice(network.Seed * 3).Between(1, 120), () => isDue = true);
        bench.TurnUntil(() => isDue);
        bench.Loop.SoftStop();
        bench.TurnUntil(() => AreDone(clients) && AreDone(servers));
        bench.AssertStopsClean();
    }

    /// <summary>With an even seed clients may wait for the end of servers, else servers for theirs.</summary>
    private static bool ClientsWait(SimNetwork network) => network.Seed % 2 == 0;

    private static WorkerBench Bench(
        SimNetwork network, List<Talker> servers, TalkerManners manners, string more)
    {
        manners |= ClientsWait(network) ? TalkerManners.None : TalkerManners.HearsFirst;
        return WorkerBench.WithText(network, Relays.Two(more), () =>
        {
            servers.Add(new Talker(network, 1000 + servers.Count, manners));
            return servers[^1];
        });
    }

    private static List<Talker> Connect(SimNetwork network, WorkerBench bench, TalkerManners manners)
    {
        manners |= ClientsWait(network) ? TalkerManners.HearsFirst : TalkerManners.None;
        SimDice dice = new(network.Seed);
        List<Talker> clients = [];
        for (int i = 0; i < Clients; i++)
        {
            Talker client = new(network, i, manners);
            clients.Add(client);
            network.After(dice.Between(0, 30), () => bench.Connect(client));
        }

        return clients;
    }

    private static bool IsOver(Talker one) => one.IsDone;

    private static bool AreDone(List<Talker> talkers) => talkers.TrueForAll(IsOver);
}
