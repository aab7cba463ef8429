using System;
using System.Collections.Generic;
using Weir.Tests.Sim.Drawn;
using Weir.Tests.Sim.Network;
using Weir.Tests.Sim.Queue;
using Weir.Tests.Sim.Worker;
using Xunit;

namespace Weir.Tests.Sim.Plans;

/// <summary>A new plan between any two turns: nobody notices who is still served.</summary>
public sealed class AdoptionTests
{
    private const int Seeds = 15;
    private const int Clients = 12;
    private const int RequestsMax = 8;
    private const string Address = "192.168.1.1:80";

    private const string Plain = """
        listen farm 192.168.1.1:80
         mode http
         cookie SERVERID insert indirect
         server a 192.168.1.11:80 cookie A
         server b 192.168.1.12:80 cookie B
         server c 192.168.1.13:80 cookie C

        """;

    /// <summary>A server less, one more, one elsewhere; another cookie, algorithm, limit, address.</summary>
    private const string Changed = """
        listen farm 192.168.1.1:80,192.168.1.1:81
         mode http
         maxconn 100
         cookie OTHER insert
         balance leastconn
         server d 192.168.1.14:80 cookie D maxconn 2
         server b 192.168.1.22:80 cookie B maxconn 3
         server c 192.168.1.13:80 cookie C minconn 1 maxconn 4

        """;

    /// <summary>The same address, but of a frontend, with its servers in a backend of their own.</summary>
    private const string Parted = """
        frontend www
         mode http
         maxconn 50
         bind 192.168.1.1:80
         default_backend farm2
        backend farm2
         mode http
         server a 192.168.1.11:80 maxconn 1
         server e 192.168.1.15:80 maxconn 1

        """;

    private static readonly SimFaults Slow = new() { DelayMsMax = 3, EarlyWakes = 2, Shuffle = true };

    [Theory]
    [InlineData(Changed)]
    [InlineData(Parted)]
    public void EveryResponseIsWholeWithAnotherPlanAfterEveryTurn(string other) =>
        SimRun.Each(Seeds, SimFaults.Rough, PlanBench.Limits, network => Run(network, 1, other));

    [Fact]
    public void EveryResponseIsWholeWhilePlansFollowEachOtherNowAndThen() =>
        SimRun.Each(Seeds, SimFaults.Rough, PlanBench.Limits, network => Run(network, 7, Changed, Parted));

    [Fact]
    public void NoForeignByteAndNoLeakOnWildNetworks() =>
        SimRun.Each(Seeds, SimFaults.Wild, PlanBench.Limits, network =>
        {
            using PlanBench bench = new(network, static () => new DrawnOrigin(), Plain, Changed, Parted);
            List<(DrawnClient Client, int Requests)> clients = Come(network, bench);
            int turns = 0;
            bench.TurnUntil(
                () => clients.TrueForAll(static one => one.Client.IsDone),
                () => bench.Adopt(turns++ % 3));
            bench.AssertLeftClean();
        });

    [Fact]
    public void WhoWaitsIsServedWhateverBecomesOfItsServer() =>
        SimRun.Each(Seeds, Slow, PlanBench.Limits, network =>
        {
            const string Narrow = """
                listen farm 192.168.1.1:80
                 mode http
                 option httpclose
                 cookie SERVERID insert indirect
                 server a 192.168.1.11:80 cookie A maxconn 1
                 server b 192.168.1.12:80 cookie B maxconn 1

                """;
            string without = Narrow.Replace(
                " server a 192.168.1.11:80 cookie A maxconn 1\n", "", StringComparison.Ordinal);
            string free = Narrow.Replace(" maxconn 1", "", StringComparison.Ordinal);
            string gone = Narrow.Replace("farm", "another", StringComparison.Ordinal);
            using PlanBench bench = new(
                network, () => new QueueOrigin(network, mostMs: 30), Narrow, without, free, gone);
            SimDice dice = new(network.Seed);
            List<QueueClient> clients = [];
            for (int i = 0; i < 30; i++)
            {
                QueueClient client = new(network, i % 3 == 0 ? "A" : i % 3 == 1 ? "B" : "");
                clients.Add(client);
                network.After(dice.Between(0, 60), () => bench.Connect(client, Address));
            }

            network.After(dice.Between(5, 70), () => bench.AdoptLater(1));
            network.After(dice.Between(71, 140), () => bench.AdoptLater(dice.Between(0, 3)));
            network.After(dice.Between(141, 200), () => bench.AdoptLater(dice.Between(0, 3)));
            bench.TurnUntil(() => clients.TrueForAll(static one => one.IsDone));
            Assert.All(clients, static one => Assert.Equal(200, one.Status));
            bench.Adopt(0); // what was left to a plan of the past has ended: nothing holds any of them
            bench.AssertLeftClean();
        });

    /// <summary>
    /// An address that went, of a frontend that went too or stays: whoever came by it has its answer, and
    /// nothing is kept of it afterwards.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void WhoCameByAnAddressThatWentHasItsAnswer(bool isFrontendGone) =>
        SimRun.Each(Seeds, Slow, PlanBench.Limits, network =>
        {
            const string Both = """
                frontend one
                 mode http
                 maxconn 40
                 bind 192.168.1.1:80
                 default_backend farm
                frontend two
                 mode http
                 maxconn 40
                 bind 192.168.1.1:81
                 bind 192.168.1.1:82
                 default_backend farm
                backend farm
                 mode http
                 server a 192.168.1.11:80 maxconn 2
                 server b 192.168.1.12:80 maxconn 2

                """;
            string less = isFrontendGone
                ? Both.Replace("frontend two", "frontend two\n disabled", StringComparison.Ordinal)
                : Both.Replace(" bind 192.168.1.1:81\n", "", StringComparison.Ordinal);
            using PlanBench bench = new(network, static () => new DrawnOrigin(), Both, less);
            SimDice dice = new(network.Seed);
            List<DrawnClient> clients = [];
            for (int i = 0; i < Clients; i++)
            {
                DrawnClient client = new(network, i, 1) { IsPipelining = false };
                clients.Add(client);
                network.After(dice.Between(0, 30), () => bench.Connect(client, "192.168.1.1:81"));
            }

            network.After(40 + dice.Between(0, 9), () => bench.AdoptLater(1));
            bench.TurnUntil(() => clients.TrueForAll(static one => one.IsDone));
            bench.AssertLeftClean();
            Assert.All(clients, static one => Assert.Equal(1, one.Complete));
        });

    private static void Run(SimNetwork network, int each, params string[] others)
    {
        using PlanBench bench = new(network, static () => new DrawnOrigin(), [Plain, .. others]);
        List<(DrawnClient Client, int Requests)> clients = Come(network, bench);
        int turns = 0;
        int plan = 0;
        bench.TurnUntil(
            () => clients.TrueForAll(static one => one.Client.IsDone),
            () =>
            {
                if (++turns % each == 0)
                {
                    plan = (plan + 1) % (others.Length + 1);
                    bench.Adopt(plan);
                }
            });
        Assert.True(turns > 50, "there was hardly a turn");
        bench.AssertLeftClean();
        foreach ((DrawnClient client, int requests) in clients)
        {
            Assert.Equal(Math.Min(requests, client.LeavesAt), client.Complete);
        }
    }

    private static List<(DrawnClient Client, int Requests)> Come(SimNetwork network, PlanBench bench)
    {
        SimDice dice = new(network.Seed);
        List<(DrawnClient Client, int Requests)> clients = [];
        for (int i = 0; i < Clients; i++)
        {
            int requests = dice.Between(1, RequestsMax);
            DrawnClient client = new(network, i, requests) { IsPipelining = false };
            clients.Add((client, requests));
            network.After(dice.Between(0, 30), () => bench.Connect(client, Address));
        }

        return clients;
    }
}
