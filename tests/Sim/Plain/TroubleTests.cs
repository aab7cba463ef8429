using System;
using System.Collections.Generic;
using Weir.Tests.Sim.Network;
using Weir.Tests.Sim.Worker;
using Xunit;

namespace Weir.Tests.Sim.Plain;

/// <summary>
/// Servers that refuse, silence on either side, ends and resets of either side in <c>mode tcp</c>: each ends
/// as it should for both, and nothing is kept.
/// </summary>
public sealed class TroubleTests
{
    private const string Timeouts = " timeout client 3s\n timeout server 2s\n timeout connect 1s\n";

    [Fact]
    public void RefusedClientsGoToTheOtherServer()
    {
        SimNetwork network = new(1, SimFaults.None, WorkerBench.Limits);
        int asked = 0;
        using WorkerBench bench = WorkerBench.WithText(
            network, Relays.Two("\n retries 1\n"),
            () => asked++ % 2 == 0 ? null : new ScriptedOrigin(network, "ok", 2, closes: true));
        List<ScriptedClient> clients = [];
        for (int i = 0; i < 5; i++)
        {
            ScriptedClient client = new("\r\n\r\n");
            clients.Add(client);
            bench.Connect(client);
            bench.TurnUntil(() => client.IsGone);
        }

        Assert.All(clients, static one => Assert.Equal("ok", one.Got));
        Assert.Equal(10, asked);
        bench.AssertLeftClean();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(200)]
    public void WhoIsRefusedEverywhereIsClosedWithoutAByte(int retries)
    {
        SimNetwork network = new(1, SimFaults.None, WorkerBench.Limits);
        int asked = 0;
        using WorkerBench bench = WorkerBench.WithText(network, Relays.Two($"\n retries {retries}\n"), () =>
        {
            asked++;
            return null;
        });
        ScriptedClient client = new("");
        bench.Connect(client);
        bench.TurnUntil(() => client.IsGone);
        Assert.True(client.IsEnded);
        Assert.Equal("", client.Got);
        Assert.Equal(retries + 1, asked);
        bench.AssertLeftClean();
    }

    [Fact]
    public void NobodyWaitsForEverForServersThatDoNotAnswer()
    {
        SimNetwork network = new(1, SimFaults.None, WorkerBench.Limits);
        using WorkerBench bench =
            WorkerBench.WithText(network, Relays.Two(Timeouts), static () => null);
        bench.SilenceServers();
        ScriptedClient client = new("hello");
        bench.Connect(client);
        bench.TurnUntil(() => client.IsGone);
        bench.AssertLeftClean();
    }

    [Theory]
    [InlineData(Timeouts)]
    [InlineData(" timeout client 2s\n timeout server 3s\n timeout connect 1s\n")]
    [InlineData(" timeout client 1h\n timeout server 1h\n timeout connect 1s\n timeout tunnel 2s\n")]
    public void SilenceEndsBothSides(string timeouts)
    {
        SimNetwork network = new(1, SimFaults.None, WorkerBench.Limits);
        ScriptedClient server = new("from the server");
        using WorkerBench bench = WorkerBench.WithText(network, Relays.Two(timeouts), () => server);
        ScriptedClient client = new("from the client");
        long since = network.Now.Ms;
        bench.Connect(client);
        bench.TurnUntil(() => bench.Loop.Streams == 1);
        bench.TurnUntil(() => bench.Loop.Streams == 0);
        Assert.Equal(2000, network.Now.Ms - since); // the clock of the simulation
        bench.TurnUntil(() => client.IsGone && server.IsGone);
        Assert.Equal("from the server", client.Got);
        Assert.Equal("from the client", server.Got);
        bench.AssertLeftClean();
    }

    [Fact]
    public void WhoTalksIsNotSilent()
    {
        SimNetwork network = new(1, SimFaults.None, WorkerBench.Limits);
        ScriptedClient server = new("");
        using WorkerBench bench = WorkerBench.WithText(network, Relays.Two(Timeouts + " timeout tunnel 2s\n"),
            () => server);
        ScriptedClient client = new("0");
        bench.Connect(client);
        for (int i = 1; i < 10; i++)
        {
            ScriptedClient who = i % 2 == 0 ? client : server;
            network.After(i * 1500, () => who.Say("+"));
        }

        bench.TurnUntil(() => client.IsGone && server.IsGone);
        Assert.Equal("+++++", client.Got);
        Assert.Equal("0++++", server.Got);
        bench.AssertLeftClean();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ResetOfOneSideClosesTheOther(bool isClients)
    {
        SimNetwork network = new(1, SimFaults.None, WorkerBench.Limits);
        ScriptedClient server = new("s");
        using WorkerBench bench = WorkerBench.WithText(network, Relays.Two(), () => server);
        ScriptedClient client = new("c");
        bench.Connect(client);
        bench.TurnUntil(() => client.Got.Length > 0 && server.Got.Length > 0);
        (isClients ? client : server).Reset();
        ScriptedClient other = isClients ? server : client;
        bench.TurnUntil(() => other.IsGone);
        bench.AssertLeftClean();
    }

    /// <summary>
    /// What cannot be passed on yet is held back at its source, and arrives when it can.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ReaderThatIsSlowHoldsBackTheWriter(bool isClient)
    {
        SimNetwork network = new(1, SimFaults.None, WorkerBench.Limits);
        ScriptedClient server = new("");
        using WorkerBench bench = WorkerBench.WithText(network, Relays.Two(), () => server);
        ScriptedClient client = new("");
        bench.Connect(client);
        bench.TurnUntil(() => !server.IsOver);
        (ScriptedClient reader, ScriptedClient writer) = isClient ? (client, server) : (server, client);
        reader.Pause();
        string all = new('x', 1_000_000);
        writer.Say(all);
        bool isLater = false;
        network.After(1000, () => isLater = true);
        bench.TurnUntil(() => isLater);
        Assert.True(writer.Unsent > all.Length / 2, "it was taken although nobody reads it");
        Assert.InRange(bench.Loop.BuffersInUse, 0, 1);
        writer.EndSending();
        reader.Resume();
        bench.TurnUntil(() => reader.IsEnded);
        Assert.Equal(all.Length, reader.Got.Length);
        bench.TurnUntil(() => writer.IsGone);
        bench.AssertLeftClean();
    }

    [Fact]
    public void RelayingAllocatesNothing()
    {
        SimNetwork network = new(1, SimFaults.None, WorkerBench.Limits);
        using WorkerBench bench =
            WorkerBench.WithText(network, Relays.Two(), static () => new SteadyOrigin(1000));
        SteadyClient client = new();
        bench.Connect(client);
        bench.TurnUntil(() => bench.Loop.Clients == 1);
        client.Ask(200); // buffers of the simulation and code that runs for the first time
        bench.TurnUntil(() => client.IsAtRest);
        client.Ask(10_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        while (!client.IsAtRest)
        {
            bench.Loop.Turn();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(0, bench.Loop.BuffersInUse);
        client.Close();
        bench.AssertLeftClean();
    }
}
