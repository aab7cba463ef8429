using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using Weir.Tests.Sim.Network;
using Weir.Tests.Sim.Worker;
using Xunit;
using Xunit.Abstractions;

namespace Weir.Tests.Sim.Drawn;

/// <summary>
/// Whole runs drawn from a seed: every client gets exactly its own bytes in order or a clean failure, and
/// the worker keeps nothing.
/// </summary>
public sealed class DrawnRunTests
{
    private const int Seeds = 50;
    private const int Clients = 12;
    private const int RequestsMax = 8;

    private readonly ITestOutputHelper _output;

    public DrawnRunTests(ITestOutputHelper output) => _output = output;

    [Fact]
    public void EveryResponseIsWholeOnRoughNetworks() =>
        SimRun.Each(Seeds, SimFaults.Rough, WorkerBench.Limits, Rough);

    [Fact]
    public void NoForeignByteAndNoLeakOnWildNetworks() =>
        SimRun.Each(Seeds, SimFaults.Wild, WorkerBench.Limits, Wild);

    [Fact]
    public void FreshSeedHoldsToo()
    {
        ulong seed = (ulong)RandomNumberGenerator.GetInt32(int.MaxValue);
        _output.WriteLine($"seed {seed}");
        SimRun.One(seed, SimFaults.Rough, WorkerBench.Limits, Rough);
        SimRun.One(seed, SimFaults.Wild, WorkerBench.Limits, Wild);
    }

    private static void Rough(SimNetwork network) => Run(network, isWhole: true);

    private static void Wild(SimNetwork network) => Run(network, isWhole: false);

    private static void Run(SimNetwork network, bool isWhole)
    {
        using WorkerBench bench = new(network, static () => new DrawnOrigin());
        SimDice dice = new(network.Seed);
        List<(DrawnClient Client, int Requests)> clients = [];
        for (int i = 0; i < Clients; i++)
        {
            int requests = dice.Between(1, RequestsMax);
            DrawnClient client = new(network, i, requests);
            clients.Add((client, requests));
            network.After(dice.Between(0, 30), () => bench.Connect(client));
        }

        bench.TurnUntil(() => clients.TrueForAll(static one => one.Client.IsDone));
        bench.AssertLeftClean();
        int complete = 0;
        foreach ((DrawnClient client, int requests) in clients)
        {
            complete += client.Complete;
            if (isWhole)
            {
                Assert.Equal(Math.Min(requests, client.LeavesAt), client.Complete);
            }
        }

        Assert.True(complete > Clients / 4, "hardly anybody was served: nothing has been tried");
    }
}
