using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using Weir.Ground.Check;
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
    private const int BufferBytes = 100_000; // a few heads, and one reader that lags behind

    private readonly ITestOutputHelper _output;

    public DrawnRunTests(ITestOutputHelper output) => _output = output;

    [Fact]
    public void EveryResponseIsWholeOnRoughNetworks() =>
        SimRun.Each(Seeds, SimFaults.Rough, WorkerBench.Limits, Rough);

    [Fact]
    public void NoForeignByteAndNoLeakOnWildNetworks() =>
        SimRun.Each(Seeds, SimFaults.Wild, WorkerBench.Limits, Wild);

    [Fact]
    public void NoForeignByteAndNoLeakWithBuffersForFewOnly()
    {
        long empty = Odd.CountOf(OddKind.BufferPoolEmpty);
        SimRun.Each(Seeds, SimFaults.Rough, WorkerBench.Limits, Crammed);
        Assert.True(Odd.CountOf(OddKind.BufferPoolEmpty) > empty, "there were buffers for everybody");
    }

    [Fact]
    public void FreshSeedHoldsToo()
    {
        ulong seed = (ulong)RandomNumberGenerator.GetInt32(int.MaxValue);
        _output.WriteLine($"seed {seed}");
        SimRun.One(seed, SimFaults.Rough, WorkerBench.Limits, Rough);
        SimRun.One(seed, SimFaults.Wild, WorkerBench.Limits, Wild);
        SimRun.One(seed, SimFaults.Rough, WorkerBench.Limits, Crammed);
    }

    private static void Rough(SimNetwork network) => Run(network, isWhole: true);

    private static void Wild(SimNetwork network) => Run(network, isWhole: false);

    private static void Crammed(SimNetwork network) => Run(network, isWhole: false, BufferBytes);

    private static void Run(SimNetwork network, bool isWhole, long bufferBytes = long.MaxValue)
    {
        using WorkerBench bench = new(network, static () => new DrawnOrigin(), bufferBytes: bufferBytes);
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

        int least = bufferBytes < long.MaxValue ? 0 : Clients / 4;
        Assert.True(complete >= least, "hardly anybody was served: nothing has been tried");
    }
}
