using System;
using System.Collections.Generic;
using Weir.Tests.Sim.Network;
using Xunit;

namespace Weir.Tests.Sim.Worker;

/// <summary>
/// An HTTP/1.0 client knows no chunks: it gets their data, and the close as the end, wherever the server's
/// bytes are cut.
/// </summary>
public sealed class OldClientTests
{
    private const string Get = "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
    private const string Head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX: y\r\n\r\n";
    private const string Chunks = "5;a=b\r\nhello\r\n1\r\n,\r\n006\r\n world\r\n";

    [Theory]
    [InlineData("0\r\n\r\n", false)]
    [InlineData("0\r\nTrailer: t\r\n\r\n", false)]
    [InlineData("0\r\n\r\n", true)]
    public void DataComesWholeAndEndsWithTheConnection(string end, bool serverCloses)
    {
        foreach (ScriptedClient client in AskWithEveryCut(Head + Chunks + end, serverCloses))
        {
            Assert.True(client.IsEnded);
            AssertUnwrapped(client.Got);
            Assert.EndsWith("\r\n\r\nhello, world", client.Got);
        }
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("0\r\n", true)]
    [InlineData("0\r\nTrailer: t\r\n", true)]
    [InlineData("zz\r\n", false)]
    [InlineData("5\r\nhello+", false)]
    public void BodyWithoutItsGoodEndIsReset(string end, bool serverCloses)
    {
        foreach (ScriptedClient client in AskWithEveryCut(Head + Chunks + end, serverCloses))
        {
            Assert.True(client.IsBroken);
        }
    }

    [Fact]
    public void StatusWithoutBodyLeavesTheConnectionOpen()
    {
        SimNetwork network = new(1, SimFaults.None, WorkerBench.Limits);
        const string Answer = "HTTP/1.1 304 Not Modified\r\nTransfer-Encoding: chunked\r\n\r\n";
        using WorkerBench bench = new(network, () => new ScriptedOrigin(network, Answer, 0, closes: false));
        ScriptedClient client = new(Get);
        bench.Connect(client);
        bench.TurnUntil(() => client.Got.EndsWith("\r\n\r\n", StringComparison.Ordinal));
        AssertUnwrapped(client.Got);
        client.Say(Get);
        bench.TurnUntil(() => client.Got.Split("304").Length == 3);
        client.Close();
        bench.AssertLeftClean();
    }

    private static List<ScriptedClient> AskWithEveryCut(string answer, bool serverCloses)
    {
        SimNetwork network = new(1, SimFaults.None, WorkerBench.Limits);
        int cut = 0;
        using WorkerBench bench =
            new(network, () => new ScriptedOrigin(network, answer, cut, serverCloses));
        List<ScriptedClient> clients = [];
        for (; cut <= answer.Length; cut++)
        {
            ScriptedClient client = new(Get);
            clients.Add(client);
            bench.Connect(client);
            bench.TurnUntil(() => client.IsGone);
        }

        bench.AssertLeftClean();
        return clients;
    }

    private static void AssertUnwrapped(string got) =>
        Assert.DoesNotContain("transfer-encoding", got, StringComparison.OrdinalIgnoreCase);
}
