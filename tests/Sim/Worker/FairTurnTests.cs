using System;
using System.Linq;
using Weir.Tests.Sim.Network;
using Xunit;

namespace Weir.Tests.Sim.Worker;

/// <summary>
/// Peers that are faster than the worker never let it run dry: the others have their turn all the same.
/// </summary>
public sealed class FairTurnTests
{
    private const int Flood = 8 * 1024 * 1024;

    // All of it lies there at once: a worker sees no end of it.
    private static readonly SimFaults s_fast =
        SimFaults.None with { WindowMin = 2 * Flood, WindowMax = 2 * Flood };

    [Fact]
    public void AFastServersAnswerLetsOthersThrough()
    {
        SimNetwork network = new(1, s_fast, WorkerBench.Limits);
        SteadyOrigin origin = new(Flood);
        using WorkerBench bench = new(network, First(origin));
        SteadyClient fast = new();
        Connect(bench, fast);
        fast.Ask(1);
        bench.TurnUntil(() => origin.End is not null); // it is the fast one's, and has not answered yet
        AssertGivesWay(bench, static () => { }, () => fast.IsAtRest);
    }

    [Fact]
    public void AFastClientsBodyLetsOthersThrough()
    {
        SimNetwork network = new(1, s_fast, WorkerBench.Limits);
        using WorkerBench bench = new(network, static () => new SteadyOrigin(100));
        ScriptedClient fast = new("");
        Connect(bench, fast);
        AssertGivesWay(
            bench,
            () => Send(fast, $"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: {Flood}\r\n\r\n"),
            () => IsTaken(fast));
    }

    [Fact]
    public void ATunnelLetsOthersThrough()
    {
        const string yes = "HTTP/1.1 101 Go\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n";
        SimNetwork network = new(1, s_fast, WorkerBench.Limits);
        using WorkerBench bench = new(
            network, First(new ScriptedOrigin(network, yes, cut: yes.Length, closes: false)));
        ScriptedClient fast = new("GET / HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n");
        Connect(bench, fast);
        bench.TurnUntil(() => fast.Got.Contains(" 101 ", StringComparison.Ordinal));
        AssertGivesWay(bench, () => Send(fast, ""), () => IsTaken(fast));
    }

    [Fact]
    public void RequestsThatAreAnsweredAtOnceLetOthersThrough()
    {
        const int questions = 2_000;
        SimNetwork network = new(1, s_fast, WorkerBench.Limits);
        using WorkerBench bench = new(network, static () => new SteadyOrigin(100), " monitor-uri /alive\n");
        ScriptedClient fast = new("");
        Connect(bench, fast);
        string all = string.Concat(Enumerable.Repeat("GET /alive HTTP/1.1\r\nHost: a\r\n\r\n", questions));
        AssertGivesWay(
            bench,
            () => fast.Say(all),
            () => fast.Got.Split("HTTP/1.1 200").Length > questions);
    }

    /// <summary>What a client sends after its end is dropped piece by piece.</summary>
    [Fact]
    public void AClientThatIsNotHeardAnyMoreLetsOthersThrough()
    {
        SimNetwork network = new(1, s_fast, WorkerBench.Limits);
        using WorkerBench bench = new(network, static () => new SteadyOrigin(100));
        ScriptedClient fast = new("");
        Connect(bench, fast);
        AssertGivesWay(bench, () => Send(fast, "nonsense\r\n\r\n"), () => bench.Loop.Clients == 1);
    }

    /// <summary>
    /// A small request that comes behind a flood is answered before the worker has seen the end of that.
    /// </summary>
    private static void AssertGivesWay(WorkerBench bench, Action flood, Func<bool> isOver)
    {
        SteadyClient small = new();
        Connect(bench, small);
        flood();
        small.Ask(1);
        bench.TurnUntil(() => small.IsAtRest);
        Assert.False(isOver());
        bench.TurnUntil(isOver);
    }

    private static void Connect(WorkerBench bench, SimPeer client)
    {
        int before = bench.Loop.Clients;
        bench.Connect(client);
        bench.TurnUntil(() => bench.Loop.Clients > before);
    }

    private static void Send(ScriptedClient client, string head)
    {
        client.Say(head);
        client.Send(new byte[Flood]);
    }

    /// <summary>Everything that the client has sent has been received.</summary>
    private static bool IsTaken(SimPeer client) =>
        client.End is not { } end || (client.Unsent == 0 && end.Other.In.Readable == 0);

    /// <summary>One server for whoever comes first, small answers for the rest.</summary>
    private static Func<SimPeer> First(SimPeer first)
    {
        bool isTaken = false;
        return () =>
        {
            SimPeer one = isTaken ? new SteadyOrigin(100) : first;
            isTaken = true;
            return one;
        };
    }
}
