using System;
using System.Collections.Generic;
using Weir.Tests.Sim.Network;
using Weir.Tests.Sim.Worker;
using Xunit;

namespace Weir.Tests.Sim.Drawn;

/// <summary>
/// A soft stop at any moment: who is being served is served to the end, then nothing is left.
/// </summary>
public sealed class SoftStopTests
{
    private const int Seeds = 50;
    private const int Clients = 12;

    [Fact]
    public void ClientsAtRestAreClosedAtOnce()
    {
        SimNetwork network = new(1, SimFaults.None, WorkerBench.Limits);
        using WorkerBench bench = new(network, static () => new SteadyOrigin(1000));
        SteadyClient client = new();
        bench.Connect(client);
        bench.TurnUntil(() => bench.Loop.Clients == 1);
        client.Ask(3);
        bench.TurnUntil(() => client.IsAtRest);
        bench.Loop.SoftStop();
        Assert.True(bench.Loop.IsOver);
        bench.AssertStopsClean();
    }

    [Fact]
    public void WhoHasAskedNothingYetIsAnsweredOnce()
    {
        SimNetwork network = new(1, SimFaults.None, WorkerBench.Limits);
        using WorkerBench bench = new(network, static () => new SteadyOrigin(1000));
        SteadyClient client = new();
        bench.Connect(client);
        bool isDue = false;
        network.After(50, () => isDue = true);
        bench.TurnUntil(() => isDue);
        Assert.Equal(1, bench.Loop.Clients);
        bench.Loop.SoftStop();
        network.After(50, () => client.Ask(1));
        bench.TurnUntil(() => client.Answers == 1);
        client.Close();
        bench.AssertStopsClean();
    }

    [Fact]
    public void AnswerThatIsOnItsWayArrives()
    {
        SimNetwork network = new(1, SimFaults.None, WorkerBench.Limits);
        using WorkerBench bench = new(network, static () => new SteadyOrigin(500_000));
        SteadyClient client = new();
        bench.Connect(client);
        client.Pause();
        client.Ask(1);
        bench.TurnUntil(() => bench.Loop.BuffersInUse > 0 && client.Answers == 0 && bench.Loop.Streams == 1);
        bench.Loop.SoftStop();
        Assert.False(bench.Loop.IsOver);
        network.After(50, client.Resume);
        bench.TurnUntil(() => client.IsAtRest);
        client.Close();
        bench.AssertStopsClean();
    }

    [Fact]
    public void NobodyIsLeftBehindOnRoughNetworks() =>
        SimRun.Each(Seeds, SimFaults.Rough, WorkerBench.Limits, StopAnywhere);

    [Fact]
    public void NobodyIsLeftBehindOnWildNetworks() =>
        SimRun.Each(Seeds, SimFaults.Wild, WorkerBench.Limits, StopAnywhere);

    private static void StopAnywhere(SimNetwork network)
    {
        using WorkerBench bench = new(network, static () => new DrawnOrigin());
        SimDice dice = new(network.Seed);
        List<DrawnClient> clients = [];
        for (int i = 0; i < Clients; i++)
        {
            DrawnClient client = new(network, i, dice.Between(1, 8));
            clients.Add(client);
            network.After(dice.Between(0, 30), () => bench.Connect(client));
        }

        bool isDue = false;
        network.After(dice.Between(1, 200), () => isDue = true);
        bench.TurnUntil(() => isDue);
        bench.Loop.SoftStop();
        bench.TurnUntil(() => clients.TrueForAll(static one => one.IsDone));
        bench.AssertStopsClean();
    }
}
