using System;
using System.Collections.Generic;
using System.Linq;
using Weir.Tests.Sim.Network;
using Weir.Tests.Sim.Queue;
using Xunit;

namespace Weir.Tests.Sim.Plans;

/// <summary>Four workers that adopt plans each in its own time: limits, queues and their order.</summary>
public sealed class ManyWorkersTests
{
    private const int Seeds = 25;
    private const int ClientCount = 60;

    private const string First = """
        listen appfarm 192.168.1.1:80
         mode http
         maxconn 10000
         option httpclose
         cookie SERVERID insert indirect
         server railsA 192.168.1.11:80 cookie A maxconn 3
         server railsB 192.168.1.12:80 cookie B maxconn 3
         server railsC 192.168.1.13:80 cookie C maxconn 3

        """;

    private static readonly SimFaults Slow = new() { DelayMsMax = 3, EarlyWakes = 2, Shuffle = true };

    private static readonly string[] Plans =
    [
        First,
        First.Replace("maxconn 3", "maxconn 5", StringComparison.Ordinal),
        First.Replace(
            " server railsB 192.168.1.12:80 cookie B maxconn 3\n", "", StringComparison.Ordinal),
        First + " server railsD 192.168.1.14:80 cookie D maxconn 2\n balance leastconn\n",
        First.Replace("maxconn 3", "minconn 1 maxconn 4", StringComparison.Ordinal) + " fullconn 20\n",
        First.Replace("192.168.1.12:80", "192.168.1.22:80", StringComparison.Ordinal),
    ];

    [Fact]
    public void NobodyIsLostAndEverybodyKeepsItsTurn() => Each(network =>
    {
        using QueueBench bench = new(network, Plans, () => new QueueOrigin(network, mostMs: 30));
        List<QueueClient> clients = Clients(network, bench);
        Adopt(network, bench, times: 12);
        bench.RunUntil(() => clients.TrueForAll(static one => one.IsDone));
        Assert.All(clients, static one => Assert.Equal(200, one.Status));
        Assert.True(bench.Granted > ClientCount / 5, "hardly anybody had to wait: nothing has been tried");
        Settle(bench);
        bench.AssertNothingIsLeft();
    });

    [Fact]
    public void PlacesOfKilledWorkersComeBackWhateverPlanTheyWereTakenBy() => Each(network =>
    {
        using QueueBench bench = new(network, Plans, () => new QueueOrigin(network, mostMs: 30));
        List<QueueClient> clients = Clients(network, bench);
        Adopt(network, bench, times: 12);
        SimDice dice = new(network.Seed);
        for (int i = 0; i < 3; i++)
        {
            network.After(dice.Between(5, 90), () => bench.KillLater(dice.Between(0, 3)));
        }

        bench.RunUntil(() => clients.TrueForAll(static one => one.IsDone));
        Settle(bench);
        bench.AssertNothingIsLeft();
    });

    /// <summary>
    /// A limit where there was none: who is there already is counted from the moment on that it holds.
    /// </summary>
    [Fact]
    public void ALimitHoldsForThoseThatCameBeforeIt() => Each(network =>
    {
        string free = First.Replace(" maxconn 3", "", StringComparison.Ordinal);
        using QueueBench bench = new(network, [free, First], () => new QueueOrigin(network, mostMs: 30));
        List<QueueClient> clients = Clients(network, bench);
        for (int worker = 0; worker < 4; worker++)
        {
            int its = worker;
            network.After(30, () => bench.AdoptLater(its, 1));
        }

        bench.RunUntil(() => clients.TrueForAll(static one => one.IsDone));
        Assert.All(clients, static one => Assert.Equal(200, one.Status));
        bench.AssertNothingIsLeft();
    });

    private static void Adopt(SimNetwork network, QueueBench bench, int times)
    {
        SimDice dice = new(network.Seed * 3);
        for (int i = 0; i < times; i++)
        {
            int plan = dice.Between(0, Plans.Length - 1);
            int at = dice.Between(5, 150);
            foreach (int worker in Enumerable.Range(0, 4))
            {
                network.After(at + dice.Between(0, 4), () => bench.AdoptLater(worker, plan));
            }
        }
    }

    private static void Settle(QueueBench bench)
    {
        for (int worker = 0; worker < 4; worker++)
        {
            bench.AdoptLater(worker, 0);
        }
    }

    private static void Each(Action<SimNetwork> scenario) =>
        SimRun.Each(Seeds, Slow, QueueBench.Limits, scenario, hasSeveralHosts: true);

    private static List<QueueClient> Clients(SimNetwork network, QueueBench bench)
    {
        SimDice dice = new(network.Seed + 17);
        List<QueueClient> clients = [];
        for (int i = 0; i < ClientCount; i++)
        {
            uint drawn = (uint)dice.Next();
            QueueClient client = new(network, drawn % 4 == 0 ? "B" : drawn % 4 == 1 ? "A" : "");
            clients.Add(client);
            network.After(dice.Between(0, 90), () => bench.Connect(client));
        }

        return clients;
    }
}
