using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Http;

/// <summary><c>monitor-uri</c>: a request that only asks whether the balancer is alive.</summary>
public sealed class MonitorUri
{
    private const string Body = "<html><body><h1>200 OK</h1>\nService ready.\n</body></html>\n";
    private const string Head = "HTTP/1.1 200 OK\r\ncontent-length: 58\r\n"
        + "cache-control: no-cache\r\ncontent-type: text/html\r\n";

    private const string Next = "GET /next HTTP/1.1\r\nhost: www\r\n\r\n";

    [Theory]
    [Both("GET /alive HTTP/1.1\r\nhost: www\r\n\r\n")]
    [Both("OPTIONS /alive HTTP/1.1\r\nhost: www\r\n\r\n")]
    [Both("GET http://www/alive HTTP/1.1\r\nhost: www\r\n\r\n")]
    [Both("POST /alive HTTP/1.1\r\nhost: www\r\ncontent-length: 3\r\n\r\nabc")]
    [Both("POST /alive HTTP/1.1\r\nhost: www\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n")]
    public async Task IsAnsweredAtOnceAndTheConnectionStays(Product product, string request)
    {
        await using Farm farm = await Start(product);
        await using RawConnection client = await farm.Connect();
        for (int i = 0; i < 2; i++)
        {
            await client.Send(request);
            await client.Expect(Head + "\r\n" + Body);
        }

        await ExpectNextIsTheOnlyOneServed(farm, client);
    }

    [Theory]
    [Both("GET /alive HTTP/1.1\r\nhost: www\r\nconnection: close\r\n\r\n")]
    [Both("GET /alive HTTP/1.0\r\n\r\n")]
    public async Task WhoWantsTheEndGetsIt(Product product, string request)
    {
        await using Farm farm = await Start(product);
        await using RawConnection client = await farm.Connect();
        await client.Send(request);
        Assert.Equal(Head + "connection: close\r\n\r\n" + Body, await client.ReadToEnd());
        await using RawConnection next = await farm.Connect();
        await ExpectNextIsTheOnlyOneServed(farm, next);
    }

    [Theory, Both]
    public async Task HeadIsToldTheLengthAlone(Product product)
    {
        await using Farm farm = await Start(product);
        await using RawConnection client = await farm.Connect();
        await client.Send("HEAD /alive HTTP/1.1\r\nhost: www\r\n\r\n");
        await client.Expect(Head + "\r\n");
        await ExpectNextIsTheOnlyOneServed(farm, client);
    }

    [Theory, Both]
    public async Task AnOldClientIsToldThatItsConnectionStays(Product product)
    {
        await using Farm farm = await Start(product);
        await using RawConnection client = await farm.Connect();
        await client.Send("GET /alive HTTP/1.0\r\nconnection: keep-alive\r\n\r\n");
        await client.Expect(Head + "connection: keep-alive\r\n\r\n" + Body);
        await ExpectNextIsTheOnlyOneServed(farm, client);
    }

    [Theory, Both]
    public async Task ABodyThatIsStillToComeEndsTheConnection(Product product)
    {
        await using Farm farm = await Start(product);
        await using RawConnection client = await farm.Connect();
        await client.Send("POST /alive HTTP/1.1\r\nhost: www\r\ncontent-length: 3\r\n\r\n");
        Assert.Equal(Head + "connection: close\r\n\r\n" + Body, await client.ReadToEnd());
    }

    [Theory, Both]
    public async Task PipelinedRequestsAreAnsweredInTheirOrder(Product product)
    {
        await using Farm farm = await Start(product);
        await using RawConnection client = await farm.Connect();
        const string Alive = "GET /alive HTTP/1.1\r\nhost: www\r\n\r\n";
        await client.Send(Alive + Alive + Next);
        await client.Expect(Head + "\r\n" + Body + Head + "\r\n" + Body);
        await (await farm["s1"].Accept()).Expect(Next);
    }

    [Theory]
    [Both("GET /alive?x HTTP/1.1\r\nhost: www\r\n\r\n")]
    [Both("GET /alive/ HTTP/1.1\r\nhost: www\r\n\r\n")]
    [Both("GET /ALIVE HTTP/1.1\r\nhost: www\r\n\r\n")]
    [Both("GET http://www/alive?x HTTP/1.1\r\nhost: www\r\n\r\n")]
    [Both("OPTIONS * HTTP/1.1\r\nhost: www\r\n\r\n")]
    public async Task WhatIsNotExactlyItIsServed(Product product, string request)
    {
        await using Farm farm = await Start(product);
        await farm.Pass(request);
    }

    [Theory, Both]
    public async Task ATargetWithoutASlashIsComparedAsAWhole(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web("monitor-uri http://alive/"));
        await using RawConnection client = await farm.Connect();
        await client.Send("GET http://alive/ HTTP/1.1\r\nhost: alive\r\n\r\n");
        await client.Expect(Head + "\r\n" + Body);
        await farm.Pass("GET / HTTP/1.1\r\nhost: alive\r\n\r\n");
    }

    [Theory, Both]
    public async Task AnErrorBeforeItIsAnError(Product product)
    {
        await using Farm farm = await Start(product);
        await using RawConnection client = await farm.Connect();
        await client.Send("GET /alive HTTP/1.1\r\nhost: www\r\nno field\r\n\r\n");
        Assert.Equal(ErrorPages.Closing(product, 400), await client.ReadToEnd());
    }

    [Theory, Both]
    public async Task NoServerIsNeeded(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web("monitor-uri /alive", servers: 0));
        await using RawConnection client = await farm.Connect();
        await client.Send("GET /alive HTTP/1.1\r\nhost: www\r\n\r\n");
        await client.Expect(Head + "\r\n" + Body);
    }

    private static Task<Farm> Start(Product product) =>
        Farm.Start(product, Texts.Web("monitor-uri /gone\n monitor-uri /alive"));

    /// <summary>A further request is served and logged; nothing was before it.</summary>
    private static async Task ExpectNextIsTheOnlyOneServed(Farm farm, RawConnection client)
    {
        await client.Send(Next);
        RawConnection server = await farm["s1"].Accept();
        await server.Expect(Next);
        await server.Send("HTTP/1.1 204 No Content\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 204 ", await client.ReadThrough());
        Assert.Contains("\"GET /next HTTP/1.1\"", await farm.Log.NextRequest());
        farm.Log.ExpectNoMoreRequests();
        Assert.Equal(1, farm["s1"].Arrivals);
    }
}
