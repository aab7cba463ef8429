using System.Collections.Generic;
using Weir.Model.Live;
using Weir.Tests.Sim.Network;
using Xunit;

namespace Weir.Tests.Sim.Queue;

/// <summary>Limits, order and queues of four workers, drawn from seeds.</summary>
public sealed class QueueTests
{
    private const int Seeds = 60;
    private const int ClientCount = 60;

    private const string Limited = """
        listen appfarm 192.168.1.1:80
         mode http
         maxconn 10000
         option httpclose
         cookie SERVERID insert indirect
         server railsA 192.168.1.11:80 cookie A maxconn 4
         server railsB 192.168.1.12:80 cookie B maxconn 4
         server railsC 192.168.1.13:80 cookie C maxconn 4

        """;

    private const string TwoFronts = """
        backend farm
         mode http
         option httpclose
         server a 192.168.1.11:80 maxconn 100

        frontend narrow
         mode http
         bind 192.168.1.1:80
         maxconn 1
         default_backend farm

        frontend wide
         mode http
         bind 192.168.1.1:81
         default_backend farm

        """;

    private const string Tcp = """
        listen appfarm 192.168.1.1:80
         mode tcp
         maxconn 10000
         server railsA 192.168.1.11:80 maxconn 4
         server railsB 192.168.1.12:80 maxconn 4
         server railsC 192.168.1.13:80 maxconn 4

        """;

    private static readonly SimFaults Slow = new() { DelayMsMax = 3, EarlyWakes = 2, Shuffle = true };

    [Theory]
    [InlineData(Limited)]
    [InlineData(Tcp)]
    public void EveryoneIsServedInTurnAndNobodyExceedsTheLimit(string text) => Each(Slow, network =>
    {
        using QueueBench bench = new(network, text, () => new QueueOrigin(network, mostMs: 30));
        List<QueueClient> clients = Clients(network, bench, static (network, _) => new QueueClient(network));
        bench.RunUntil(() => clients.TrueForAll(static one => one.IsDone));
        Assert.All(clients, static one => Assert.Equal(200, one.Status));
        Assert.True(bench.Granted > ClientCount / 3, "hardly anybody had to wait: nothing has been tried");
        bench.AssertNothingIsLeft();
    });

    [Theory]
    [InlineData("")]
    [InlineData(" maxqueue 2")]
    public void CookiesWaitForTheirServerInOneOrderWithTheRest(string words) => Each(Slow, network =>
    {
        string section =
            Limited.Replace("maxconn 4", "maxconn 4" + words, System.StringComparison.Ordinal);
        using QueueBench bench = new(network, section, () => new QueueOrigin(network, mostMs: 30));
        List<QueueClient> clients = Clients(network, bench, static (network, dice) =>
            new QueueClient(network, dice % 3 == 0 ? "B" : dice % 3 == 1 ? "A" : ""));
        bench.RunUntil(() => clients.TrueForAll(static one => one.IsDone));
        Assert.All(clients, static one => Assert.Equal(200, one.Status));
        bench.AssertNothingIsLeft();
    });

    [Theory]
    [InlineData(Limited)]
    [InlineData(Tcp)]
    public void NothingLeaksWhenClientsLoseTheirPatience(string text) => Each(SimFaults.Wild, network =>
    {
        string section = text + " option abortonclose\n timeout queue 40\n timeout connect 50\n"
            + " timeout server 500\n timeout client 500\n retries 1\n";
        using QueueBench bench = new(network, section, () => new QueueOrigin(network, mostMs: 30));
        List<QueueClient> clients = Clients(network, bench, static (network, dice) =>
            new QueueClient(network, dice % 4 == 0 ? "B" : "")
            {
                PatienceMs = (int)(dice % 60),
                IsRude = dice % 2 == 0,
            });
        bench.RunUntil(() => clients.TrueForAll(static one => one.IsDone || one.IsOver));
        bench.AssertNothingIsLeft();
    });

    [Theory]
    [InlineData(Limited)]
    [InlineData(Tcp)]
    public void PlacesOfKilledWorkersComeBack(string text) => Each(Slow, network =>
    {
        using QueueBench bench = new(network, text, () => new QueueOrigin(network, mostMs: 30));
        List<QueueClient> clients = Clients(network, bench, static (network, _) => new QueueClient(network));
        SimDice dice = new(network.Seed);
        for (int i = 0; i < 3; i++)
        {
            network.After(dice.Between(5, 90), () => bench.KillLater(dice.Between(0, 3)));
        }

        bench.RunUntil(() => clients.TrueForAll(static one => one.IsDone));
        bench.AssertNothingIsLeft();
        clients = Clients(network, bench, static (network, _) => new QueueClient(network));
        bench.RunUntil(() => clients.TrueForAll(static one => one.IsDone));
        Assert.All(clients, static one => Assert.Equal(200, one.Status));
        bench.AssertNothingIsLeft();
    });

    [Fact]
    public void WaitersGoElsewhereWhenTheirServerGoesDown() => Each(Slow, network =>
    {
        string section = Limited + " option redispatch\n";
        using QueueBench bench = new(network, section, () => new QueueOrigin(network, mostMs: 30));
        List<QueueClient> clients =
            Clients(network, bench, static (network, _) => new QueueClient(network, "B"));
        network.After(40, () => bench.Set(1, ServerHealth.Down));
        bench.RunUntil(() => clients.TrueForAll(static one => one.IsDone));
        Assert.All(clients, static one => Assert.Equal(200, one.Status));
        bench.AssertNothingIsLeft();
    });

    [Fact]
    public void WaitersWaitForTheirServerToComeBackOtherwise() => Each(Slow, network =>
    {
        using QueueBench bench = new(network, Limited, () => new QueueOrigin(network, mostMs: 30));
        List<QueueClient> clients =
            Clients(network, bench, static (network, _) => new QueueClient(network, "B"), withinMs: 10);
        network.After(15, () => bench.Set(1, ServerHealth.Down));
        network.After(500, () => bench.Set(1, ServerHealth.Up));
        bench.RunUntil(() => clients.TrueForAll(static one => one.IsDone));
        Assert.All(clients, static one => Assert.Equal(200, one.Status));
        bench.AssertNothingIsLeft();
    });

    [Theory]
    [InlineData(Limited)]
    [InlineData(Tcp)]
    public void LimitThatFollowsTheLoadLetsNobodyWaitForEver(string text) => Each(Slow, network =>
    {
        string section = text.Replace("maxconn 4", "minconn 1 maxconn 6", System.StringComparison.Ordinal)
            + " fullconn 40\n";
        using QueueBench bench = new(network, section, () => new QueueOrigin(network, mostMs: 30));
        List<QueueClient> clients = Clients(network, bench, static (network, _) => new QueueClient(network));
        bench.RunUntil(() => clients.TrueForAll(static one => one.IsDone));
        Assert.All(clients, static one => Assert.Equal(200, one.Status));
        bench.AssertNothingIsLeft();
    });

    [Theory]
    [InlineData(Limited, "global\n maxconn 5\n", "maxconn 10000")]
    [InlineData(Limited, "", "maxconn 5")]
    [InlineData(Limited, "global\n maxconn 9\n", "maxconn 5")]
    [InlineData(Tcp, "global\n maxconn 5\n", "maxconn 10000")]
    [InlineData(Tcp, "", "maxconn 5")]
    public void ClientsBeyondMaxconnWaitInTheKernelAndAreAllServed(string text, string global, string own) =>
        Each(Slow, network =>
        {
            string section = global
                + text.Replace("maxconn 10000", own, System.StringComparison.Ordinal);
            using QueueBench bench = new(network, section, () => new QueueOrigin(network, mostMs: 10))
            {
                ClientMost = 5,
            };
            List<QueueClient> clients =
                Clients(network, bench, static (network, _) => new QueueClient(network));
            bench.RunUntil(() => clients.TrueForAll(static one => one.IsDone));
            Assert.All(clients, static one => Assert.Equal(200, one.Status));
            bench.AssertNothingIsLeft();
        });

    /// <summary>
    /// A worker that stops accepting for want of memory, while it is in turn for room, leaves its turn to
    /// others when it goes on.
    /// </summary>
    [Fact]
    public void WorkersWithoutMemoryTakeNobodysTurn() => Each(Slow, network =>
    {
        using QueueBench bench = new(network, TwoFronts, () => new QueueOrigin(network, mostMs: 40), 2);
        List<QueueClient> clients =
            Clients(network, bench, static (network, _) => new QueueClient(network), withinMs: 400);
        bench.RunUntil(() => clients.TrueForAll(static one => one.IsDone));
        Assert.All(clients, static one => Assert.Equal(200, one.Status));
        bench.AssertNothingIsLeft();
    });

    private static void Each(SimFaults faults, System.Action<SimNetwork> scenario) =>
        SimRun.Each(Seeds, faults, QueueBench.Limits, scenario, hasSeveralHosts: true);

    private static List<QueueClient> Clients(
        SimNetwork network,
        QueueBench bench,
        System.Func<SimNetwork, uint, QueueClient> make,
        int withinMs = 60)
    {
        SimDice dice = new(network.Seed + 17);
        List<QueueClient> clients = [];
        for (int i = 0; i < ClientCount; i++)
        {
            QueueClient client = make(network, (uint)dice.Next());
            clients.Add(client);
            network.After(dice.Between(0, withinMs), () => bench.Connect(client));
        }

        return clients;
    }
}
