using System;
using Weir.Tests.Sim.Network;
using Xunit;

namespace Weir.Tests.Sim.Worker;

/// <summary>Silence on either side ends in the answer that says whose it was, and nothing is kept.</summary>
public sealed class TimeoutTests
{
    private const string Get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
    private const string Timeouts =
        " timeout client 3s\n timeout server 2s\n timeout connect 1s\n timeout http-request 500ms\n";

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHo", " 408 ")]
    [InlineData("", " 408 ")]
    [InlineData("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nab", " 408 ")]
    [InlineData(Get, " 504 ")]
    public void SilenceIsAnswered(string request, string status)
    {
        SimNetwork network = new(1, SimFaults.None, WorkerBench.Limits);
        using WorkerBench bench =
            new(network, () => new ScriptedOrigin(network, "", 0, closes: false), Timeouts);
        ScriptedClient client = new(request);
        bench.Connect(client);
        bench.TurnUntil(() => client.Got.Contains(status, StringComparison.Ordinal));
        bench.TurnUntil(() => bench.Loop.Streams == 0);
        client.Close();
        bench.AssertLeftClean();
    }

    [Fact]
    public void ServersThatNobodyReachesAreA503()
    {
        SimNetwork network = new(1, SimFaults.None, WorkerBench.Limits);
        using WorkerBench bench = new(network, static () => null, Timeouts);
        bench.SilenceServers();
        ScriptedClient client = new(Get);
        bench.Connect(client);
        bench.TurnUntil(() => client.Got.Contains(" 503 ", StringComparison.Ordinal));
        client.Close();
        bench.AssertLeftClean();
    }

    [Fact]
    public void ServerThatStopsInsideItsBodyIsCut()
    {
        SimNetwork network = new(1, SimFaults.None, WorkerBench.Limits);
        const string Part = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc";
        using WorkerBench bench =
            new(network, () => new ScriptedOrigin(network, Part, 10, closes: false), Timeouts);
        ScriptedClient client = new(Get);
        bench.Connect(client);
        bench.TurnUntil(() => client.IsGone);
        Assert.EndsWith("\r\n\r\nabc", client.Got);
        bench.AssertLeftClean();
    }

    [Fact]
    public void AnswerToHeadHasNoBodyToWaitFor()
    {
        SimNetwork network = new(1, SimFaults.None, WorkerBench.Limits);
        const string Answer = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n";
        using WorkerBench bench =
            new(network, () => new ScriptedOrigin(network, Answer, 0, closes: false), Timeouts);
        ScriptedClient client = new("HEAD / HTTP/1.1\r\nHost: h\r\n\r\nHEAD /2 HTTP/1.1\r\nHost: h\r\n\r\n");
        bench.Connect(client);
        bench.TurnUntil(() => client.Got.Split("Content-Length: 9\r\n").Length == 3);
        bench.TurnUntil(() => client.IsEnded); // the client's silence between two requests
        bench.AssertLeftClean();
    }
}
