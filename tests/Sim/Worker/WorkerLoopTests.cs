using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Weir.Relay.Stream;
using Weir.Tests.Sim.Network;
using Xunit;

namespace Weir.Tests.Sim.Worker;

/// <summary>
/// What a worker costs: nothing on the managed heap, and no buffer for a connection at rest.
/// </summary>
public sealed class WorkerLoopTests
{
    private const int ClientCount = 10;

    /// <summary>Rules that rewrite, add, and look at every line in vain.</summary>
    private const string Rules = " reqirep ^([^\\ ]*)\\ /(.*) \\1\\ /x/\\2\n reqideny ^x-.*(bad|worse)$\n"
        + " reqadd X-One:\\ 1\n rspirep ^content-type:\\ (.*) Content-Type:\\ \\1;x\n rspadd X-Two:\\ 2\n"
        + " rspidel ^server:\n";

    [Theory]
    [InlineData("")]
    [InlineData(Rules)]
    public void TenThousandRequestsAllocateNothing(string more)
    {
        SimNetwork network = new(1, SimFaults.None, WorkerBench.Limits);
        using WorkerBench bench = new(network, static () => new SteadyOrigin(1000), more);
        List<SteadyClient> clients = Connect(bench);
        Ask(bench, clients, 200); // buffers of the simulation and code that runs for the first time
        foreach (SteadyClient client in clients)
        {
            client.Ask(1000);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        while (!AreAtRest(clients))
        {
            bench.Loop.Turn();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.All(clients, static client => Assert.Equal(1200, client.Answers));
    }

    [Fact]
    public void ConnectionsAtRestHoldNoBufferAndNoStream()
    {
        SimNetwork network = new(1, SimFaults.Rough, WorkerBench.Limits);
        using WorkerBench bench = new(network, static () => new SteadyOrigin(1000));
        List<SteadyClient> clients = Connect(bench);
        Ask(bench, clients, 20);
        Assert.Equal(ClientCount, bench.Loop.Clients);
        Assert.Equal(0, bench.Loop.Streams);
        Assert.Equal(0, bench.Loop.BuffersInUse);
        clients.ForEach(static client => client.Close());
        bench.AssertLeftClean();
    }

    [Fact]
    public void ClientsThatDoNotReadHoldBuffersUntilTheyDo()
    {
        SimNetwork network = new(1, SimFaults.None, WorkerBench.Limits);
        using WorkerBench bench = new(network, static () => new SteadyOrigin(500_000));
        List<SteadyClient> clients = Connect(bench);
        clients.ForEach(static client => client.Pause());
        clients.ForEach(static client => client.Ask(1));
        bench.TurnUntil(() => bench.Loop.BuffersInUse >= ClientCount);
        network.After(1000, () =>
        {
            // For each, what the client has not taken and the head that a log line would need.
            Assert.InRange(bench.Loop.BuffersInUse, ClientCount, 2 * ClientCount);
            Assert.Equal(ClientCount, bench.Loop.Streams);
            clients.ForEach(static client => client.Resume());
        });
        bench.TurnUntil(() => AreAtRest(clients));
        Assert.Equal(0, bench.Loop.Streams);
        Assert.Equal(0, bench.Loop.BuffersInUse);
    }

    [Fact]
    public void HotRecordOfConnectionIsOneCacheLine() => Assert.Equal(64, Unsafe.SizeOf<ConnectionState>());

    private static List<SteadyClient> Connect(WorkerBench bench)
    {
        List<SteadyClient> clients = [];
        for (int i = 0; i < ClientCount; i++)
        {
            clients.Add(new SteadyClient());
            bench.Connect(clients[i]);
        }

        bench.TurnUntil(() => bench.Loop.Clients == ClientCount);
        return clients;
    }

    private static void Ask(WorkerBench bench, List<SteadyClient> clients, int count)
    {
        clients.ForEach(client => client.Ask(count));
        bench.TurnUntil(() => AreAtRest(clients));
    }

    private static bool AreAtRest(List<SteadyClient> clients)
    {
        foreach (SteadyClient client in clients)
        {
            if (!client.IsAtRest)
            {
                return false;
            }
        }

        return true;
    }
}
