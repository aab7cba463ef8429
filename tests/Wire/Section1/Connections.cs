using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Section1;

/// <summary>
/// Guide section 1, checklist 1-14 to 1-17: many requests on one connection, and lines that options add.
/// </summary>
public sealed class Connections
{
    private static readonly string HttpClose = Guide.Section1 + " option httpclose\n";
    private const string Empty = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    [Theory, Both]
    public async Task Id_1_14_EveryRequestOfAKeptConnectionIsAnalysed(Product product)
    {
        await using Farm farm = await Farm.Start(product, Guide.Section1);
        await using RawConnection client = await farm.Connect();
        await client.Send("GET /1 HTTP/1.1\r\nHost: www\r\n\r\n");
        RawConnection first = await farm["webA"].Accept();
        await first.Expect("GET /1 HTTP/1.1\r\nHost: www\r\n\r\n");
        await first.Send(Empty);
        await client.Expect("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nSet-Cookie: SERVERID=A; path=/\r\n\r\n");
        foreach (string cookie in new[] { "D", "B" })
        {
            await client.Send($"GET /{cookie} HTTP/1.1\r\nHost: www\r\nCookie: SERVERID={cookie}\r\n\r\n");
            RawConnection next = await farm["web" + cookie].Accept();
            await next.Expect($"GET /{cookie} HTTP/1.1\r\nHost: www\r\n\r\n");
            await next.Send(Empty);
            await client.Expect(Empty);
        }

        await farm.Log.ExpectRequest(
            client, "webfarm/webA */*/*/*/* 200 38B - - --NI 1/1/0/0/0 0/0", "GET /1 HTTP/1.1");
        await farm.Log.ExpectRequest(
            client, "webfarm/webD */*/*/*/* 200 38B - - --VN 1/1/0/0/0 0/0", "GET /D HTTP/1.1");
        await farm.Log.ExpectRequest(
            client, "webfarm/webB */*/*/*/* 200 38B - - --VN 1/1/0/0/0 0/0", "GET /B HTTP/1.1");
    }

    [Theory, Both]
    public async Task Id_1_14_KeptConnectionWithoutCookieMovesOnAndGetsACookieEachTime(Product product)
    {
        await using Farm farm = await Farm.Start(product, Guide.Section1);
        await using RawConnection client = await farm.Connect();
        foreach (string letter in new[] { "A", "B", "C", "D" })
        {
            await client.Send("GET / HTTP/1.1\r\nHost: www\r\n\r\n");
            RawConnection server = await farm["web" + letter].Accept();
            await server.ReadThrough();
            await server.Send(Empty);
            await client.Expect(
                $"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nSet-Cookie: SERVERID={letter}; path=/\r\n\r\n");
        }
    }

    [Theory]
    [Both("", "")]
    [Both("Connection: keep-alive\r\n", "")]
    [Both("Connection: close\r\n", "Connection: close\r\n")]
    [Both("Connection: Keep-Alive\r\nConnection: close\r\n", "Connection: keep-alive\r\n")]
    public async Task Id_1_15_HttpCloseSendsOneConnectionCloseBothWays(
        Product product, string byClient, string byServer)
    {
        await using Farm farm = await Farm.Start(product, HttpClose);
        await using RawConnection client = await farm.Connect();
        await client.Send($"GET / HTTP/1.1\r\nHost: www\r\n{byClient}\r\n");
        RawConnection server = await farm["webA"].Accept();
        await server.Expect("GET / HTTP/1.1\r\nHost: www\r\nConnection: close\r\n\r\n");
        await server.Send($"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n{byServer}\r\nok");
        await client.Expect(
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nSet-Cookie: SERVERID=A; path=/\r\n"
            + "Connection: close\r\n\r\nok");
        await client.ExpectEnd();
        await server.ExpectClosed();
    }

    [Theory, Both]
    public async Task Id_1_15_HttpCloseNeverForwardsASecondRequest(Product product)
    {
        await using Farm farm = await Farm.Start(product, HttpClose);
        await using RawConnection client = await farm.Connect();
        await client.Send("GET /1 HTTP/1.1\r\nHost: www\r\n\r\nGET /2 HTTP/1.1\r\nHost: www\r\n\r\n");
        RawConnection server = await farm["webA"].Accept();
        await server.Expect("GET /1 HTTP/1.1\r\nHost: www\r\nConnection: close\r\n\r\n");
        await server.Send(Empty);
        await client.ReadThrough();
        await client.ExpectClosed();
        await server.ExpectClosed();
        await farm.Log.NextRequest();
        farm.Log.ExpectNoMoreRequests();
        Assert.Equal(0, farm["webB"].Arrivals);
    }

    [Theory]
    [Both("")]
    [Both("X-Forwarded-For: 10.9.8.7\r\n")]
    [Both("X-Forwarded-For: 10.9.8.7, 10.9.8.6\r\nX-Forwarded-For: 10.9.8.5\r\n")]
    public async Task Id_1_16_ForwardForAddsALastLineOfItsOwn(Product product, string already)
    {
        await using Farm farm = await Farm.Start(product, HttpClose + " option forwardfor\n");
        await using RawConnection client = await farm.Connect();
        await client.Send($"GET / HTTP/1.1\r\nHost: www\r\n{already}Accept: */*\r\n\r\n");
        RawConnection server = await farm["webA"].Accept();
        await server.Expect(
            $"GET / HTTP/1.1\r\nHost: www\r\n{already}Accept: */*\r\n"
            + $"X-Forwarded-For: {client.Local.Address}\r\nConnection: close\r\n\r\n");
    }

    [Theory, Both]
    public async Task Id_1_16_WithoutHttpCloseEveryRequestGetsIt(Product product)
    {
        await using Farm farm = await Farm.Start(product, Guide.Section1 + " option forwardfor\n");
        await using RawConnection client = await farm.Connect();
        foreach (string server in new[] { "webA", "webB" })
        {
            await client.Send("GET / HTTP/1.1\r\nHost: www\r\n\r\n");
            RawConnection atServer = await farm[server].Accept();
            await atServer.Expect(
                $"GET / HTTP/1.1\r\nHost: www\r\nX-Forwarded-For: {client.Local.Address}\r\n\r\n");
            await atServer.Send(Empty);
            await client.ReadThrough();
        }
    }

    [Theory]
    [Both(" option originalto\n", false)]
    [Both(" option forwardfor\n option originalto\n", true)]
    [Both(" option originalto\n option forwardfor\n", true)]
    public async Task Id_1_17_OriginalToAddsTheDestinationWithoutPort(
        Product product, string options, bool both)
    {
        await using Farm farm = await Farm.Start(product, HttpClose + options);
        await using RawConnection client = await farm.Connect();
        await client.Send("GET / HTTP/1.1\r\nHost: www\r\n\r\n");
        RawConnection server = await farm["webA"].Accept();
        string forwardedFor = both ? $"X-Forwarded-For: {client.Local.Address}\r\n" : "";
        await server.Expect(
            $"GET / HTTP/1.1\r\nHost: www\r\n{forwardedFor}"
            + $"X-Original-To: {client.Remote.Address}\r\nConnection: close\r\n\r\n");
    }

    [Theory, Both]
    public async Task C5_MissingTimeoutsAreAWarningAndNoMore(Product product)
    {
        await using Farm farm = await Farm.StartLiteral(product, Guide.Section1);
        await farm.Balancer.Complains("missing timeouts for proxy 'webfarm'");
        await using RawConnection client = await farm.Connect();
        await client.Send("GET / HTTP/1.1\r\nHost: www\r\n\r\n");
        RawConnection server = await farm["webA"].Accept();
        await server.Expect("GET / HTTP/1.1\r\nHost: www\r\n\r\n");
    }
}
