using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Section1;

/// <summary>
/// Guide section 1, checklist 1-11 to 1-13: how a dead server is found, and what its users see.
/// </summary>
public sealed class Checks
{
    private const string Check = "HEAD /index.html HTTP/1.0\r\n\r\n";
    private const string WrongStatus = "HTTP/1.0 500 Oops\r\n\r\n";

    [Theory, Both]
    public async Task Id_1_11_EveryServerIsAskedAgainAndAgainWithExactlyTheseBytes(Product product)
    {
        await using Farm farm = await Farm.StartLiteral(product, Guide.Section1);
        for (int round = 0; round < 2; round++)
        {
            foreach (ScriptedServer server in farm.Servers) Assert.Equal(Check, await server.NextCheck());
        }
    }

    [Theory]
    [Both("HTTP/1.0 200 OK\r\n\r\n")]
    [Both("HTTP/1.1 204 No Content\r\n\r\n")]
    [Both("HTTP/1.0 301 Moved\r\nLocation: /\r\n\r\n")]
    [Both("HTTP/1.0 304 Not Modified\r\n\r\n")]
    [Both("HTTP/1.1 399 Odd\r\nContent-Length: 0\r\n\r\n")]
    public async Task Id_1_11_StatusOf2xxAnd3xxIsGood(Product product, string answer)
    {
        await using Farm farm = await Farm.Start(
            product, Guide.WithQuickChecks(Guide.Section1), before: f => f["webA"].CheckAnswer = WrongStatus);
        await farm.Log.Event("Server webfarm/webA is DOWN");
        farm["webA"].CheckAnswer = answer;
        await farm.Log.Event("Server webfarm/webA is UP");
    }

    [Theory]
    [Both("HTTP/1.0 404 Not Found\r\n\r\n", "Layer7 wrong status, code: 404, info: \"Not Found\"")]
    [Both("HTTP/1.0 500 Oops\r\n\r\n", "Layer7 wrong status, code: 500, info: \"Oops\"")]
    [Both("HTTP/1.0 503 \r\n\r\n", "Layer7 wrong status, code: 503")]
    [Both("220 smtp.example ESMTP\r\n", "Layer7 invalid response")]
    public async Task Id_1_11_AnythingElseIsBad(Product product, string answer, string reason)
    {
        await using Farm farm = await Farm.Start(
            product, Guide.WithQuickChecks(Guide.Section1), before: f => f["webA"].CheckAnswer = answer);
        await farm.Log.Event($"Server webfarm/webA is DOWN, reason: {reason}");
    }

    [Theory, Both]
    public async Task Id_1_11_SilenceForOneIntervalIsBad(Product product)
    {
        await using Farm farm = await Farm.Start(
            product, Guide.Section1.Replace(
                " check\n", " check inter 200\n"), before: f => f["webA"].CheckAnswer = null);
        await farm.Log.Event("Server webfarm/webA is DOWN, reason: Layer7 timeout");
    }

    [Theory, Both]
    public async Task Id_1_11_RefusalIsBad(Product product)
    {
        await using Farm farm = await Farm.Start(
            product, Guide.WithQuickChecks(Guide.Section1), before: f => f["webA"].Refuse());
        await farm.Log.Event(
            "Server webfarm/webA is DOWN, reason: Layer4 connection problem, info: \"Connection refused\"");
    }

    [Theory, Both]
    public async Task Id_1_12_UsersOfADeadServerGoElsewhereWithANewCookie(Product product)
    {
        await using Farm farm = await Farm.Start(product, Guide.WithQuickChecks(Guide.Section1));
        farm["webA"].Refuse();
        await farm.Log.Event("Server webfarm/webA is DOWN");
        await using RawConnection client = await farm.Connect();
        await client.Send("GET / HTTP/1.1\r\nHost: www\r\nCookie: SERVERID=A\r\n\r\n");
        RawConnection server = await farm["webB"].Accept();
        await server.Expect("GET / HTTP/1.1\r\nHost: www\r\n\r\n");
        await server.Send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        await client.Expect("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nSet-Cookie: SERVERID=B; path=/\r\n\r\n");
        await farm.Log.ExpectRequest(
            client, "webfarm/webB */*/*/*/* 200 38B - - --DI 1/1/0/0/0 0/0", "GET / HTTP/1.1");
    }

    [Theory, Both]
    public async Task Id_1_12_BeforeDetectionAndWithoutRedispatchTheySee503(Product product)
    {
        // Checks only every minute: what happens here happens before detection.
        string text = Guide.Section1.Replace(" check\n", " check inter 60000\n") + " retries 0\n";
        await using Farm farm = await Farm.Start(product, text);
        await farm["webA"].NextCheck(); // the one at the start, which would find the refusal
        farm["webA"].Refuse();
        await using RawConnection client = await farm.Connect();
        await client.Send("GET / HTTP/1.1\r\nHost: www\r\nCookie: SERVERID=A\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 503 Service Unavailable\r\n", await client.ReadThrough());
        await farm.Log.ExpectRequest(
            client, "webfarm/webA */*/-1/-1/* 503 0B - - SCVN 1/1/0/0/0 0/0", "GET / HTTP/1.1");
    }

    [Theory, Both]
    public async Task Id_1_12_BeforeDetectionRedispatchHidesTheFailure(Product product)
    {
        string text =
            Guide.Section1.Replace(" check\n", " check inter 60000\n") + " retries 1\n redispatch\n";
        await using Farm farm = await Farm.Start(product, text);
        await farm["webA"].NextCheck(); // the one at the start, which would find the refusal
        farm["webA"].Refuse();
        await using RawConnection client = await farm.Connect();
        await client.Send("GET / HTTP/1.1\r\nHost: www\r\nCookie: SERVERID=A\r\n\r\n");
        RawConnection server = await farm["webB"].Accept();
        await server.Expect("GET / HTTP/1.1\r\nHost: www\r\n\r\n");
        await server.Send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        await client.Expect("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nSet-Cookie: SERVERID=B; path=/\r\n\r\n");
        await farm.Log.ExpectRequest(
            client, "webfarm/webB */*/*/*/* 200 38B - - --DI 1/1/0/0/+1 0/0", "GET / HTTP/1.1");
    }

    [Theory, Both]
    public async Task Id_1_13_AtStartTheFirstFailedCheckIsEnough(Product product)
    {
        await using Farm farm = await Farm.Start(
            product, Guide.WithQuickChecks(Guide.Section1), before: f => f["webA"].CheckAnswer = WrongStatus);
        string line = await farm.Log.Event("Server webfarm/webA is DOWN");
        Assert.Equal(Check, await farm["webA"].NextCheck());
        Assert.StartsWith("<129>", line);
        LogPattern.Check(
            product,
            "Server webfarm/webA is DOWN, reason: Layer7 wrong status, code: 500, info: \"Oops\", "
            + "check duration: *ms. "
            + "3 active and 0 backup servers left. 0 sessions active, 0 requeued, 0 remaining in queue.",
            LogPattern.Message(line, farm.Balancer.Pid));
    }

    [Theory, Both]
    public async Task Id_1_13_ARunningServerNeedsThreeFailedChecksAndTwoGoodOnes(Product product)
    {
        // Slow enough that no check times out on a busy machine and is counted here.
        string text = Guide.Section1.Replace(" check\n", " check inter 600\n");
        await using Farm farm = await Farm.Start(product, text);
        ScriptedServer server = farm["webA"];
        // Two good ones first: a server that was never checked goes down at its first failure.
        for (int i = 0; i < 2; i++) await server.NextCheck();
        int failed = 0;
        int good = 0;
        server.AnswerChecks(() =>
        {
            failed++;
            return WrongStatus;
        });
        await farm.Log.Event("Server webfarm/webA is DOWN");
        Assert.Equal(3, failed);
        server.AnswerChecks(() =>
        {
            good++;
            return ScriptedServer.GoodCheck;
        });
        await farm.Log.Event("Server webfarm/webA is UP");
        Assert.Equal(2, good);
    }

    [Theory, Both]
    public async Task EveryServerDownIs503AndAnEmergency(Product product)
    {
        await using Farm farm = await Farm.Start(product, Guide.WithQuickChecks(Guide.Section1), before: f =>
        {
            foreach (ScriptedServer server in f.Servers) server.Refuse();
        });
        string line = await farm.Log.Event("no server available");
        Assert.StartsWith("<128>", line);
        Assert.Equal("proxy webfarm has no server available!", LogPattern.Message(line, farm.Balancer.Pid));
        await using RawConnection client = await farm.Connect();
        await client.Send("GET / HTTP/1.1\r\nHost: www\r\nCookie: SERVERID=A\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 503 Service Unavailable\r\n", await client.ReadThrough());
        await farm.Log.ExpectRequest(
            client, "webfarm/<NOSRV> */-1/-1/-1/* 503 0B - - SCDN 1/1/0/0/0 0/0", "GET / HTTP/1.1");
    }
}
