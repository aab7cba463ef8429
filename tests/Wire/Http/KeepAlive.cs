using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Http;

/// <summary>
/// Connections kept on both sides: which request travels on which, and when each side closes.
/// </summary>
public sealed class KeepAlive
{
    private const string Get = "GET / HTTP/1.1\r\nhost: www\r\n\r\n";
    private const string Ok = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

    [Theory, Both]
    public async Task SecondRequestReusesTheServerConnection(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        RawConnection server = await Pass(farm, client);
        for (int i = 0; i < 3; i++)
        {
            await client.Send(Get);
            await server.Expect(Get);
            await server.Send(Ok);
            await client.Expect(Ok);
        }

        Assert.Equal(1, farm["s1"].Arrivals);
    }

    [Theory, Both]
    public async Task FirstRequestOfAClientNeverTakesAnothersServerConnection(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection early = await farm.Connect();
        await Pass(farm, early);
        await using RawConnection late = await farm.Connect();
        await Pass(farm, late);
        Assert.Equal(2, farm["s1"].Arrivals);
    }

    [Theory, Both]
    public async Task LaterRequestMayTakeAConnectionThatAGoneClientLeft(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web(servers: 2));
        await using RawConnection gone = await farm.Connect();
        RawConnection first = await Pass(farm, gone, "s1");
        gone.Close();
        await using RawConnection client = await farm.Connect();
        await Pass(farm, client, "s2");
        // Round robin says s1 now, and there an idle connection is left.
        await client.Send(Get);
        await first.Expect(Get);
        await first.Send(Ok);
        await client.Expect(Ok);
        Assert.Equal(1, farm["s1"].Arrivals);
        Assert.Equal(1, farm["s2"].Arrivals);
    }

    [Theory, Both]
    public async Task HttpReuseNeverKeepsServerConnectionsToTheirClient(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web("http-reuse never", servers: 2));
        await using RawConnection gone = await farm.Connect();
        RawConnection first = await Pass(farm, gone, "s1");
        gone.Close();
        await first.ExpectClosed();
    }

    [Theory, Both]
    public async Task ServerConnectionThatTheServerClosedIsReplacedUnseen(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        RawConnection server = await Pass(farm, client);
        server.Finish();
        await server.ExpectClosed();
        await Pass(farm, client);
        Assert.Equal(2, farm["s1"].Arrivals);
    }

    /// <summary>
    /// The client of a kept connection repeats its request by itself; an error page would reach its user.
    /// </summary>
    [Theory, Both]
    public async Task ReusedServerConnectionThatDiesUnansweredEndsTheClientSilently(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        RawConnection server = await Pass(farm, client);
        // Not repeatable by anybody but the client; Weir sends a lost GET again by itself.
        const string Post = "POST / HTTP/1.1\r\nhost: www\r\ncontent-length: 0\r\n\r\n";
        await client.Send(Post);
        await server.Expect(Post);
        server.Close();
        await client.ExpectEnd();
    }

    [Theory]
    [WeirAlone("2.6 leaves the repetition to the client")]
    public async Task ReusedServerConnectionThatDiesUnansweredIsReplacedForAGet(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        RawConnection server = await Pass(farm, client);
        await client.Send(Get);
        await server.Expect(Get);
        server.Close();
        RawConnection again = await farm["s1"].Accept();
        await again.Expect(Get);
        await again.Send("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
        await client.Expect("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
    }

    [Theory, Both]
    public async Task ThousandRequestsOnOneConnection(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        farm.AnswerWithNames();
        await using RawConnection client = await farm.Connect();
        for (int i = 0; i < 1000; i++)
        {
            await client.Send(Get);
            await client.Expect("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\ns1");
        }

        Assert.Equal(1, farm["s1"].Arrivals);
    }

    [Theory]
    [Both("connection: close\r\n")]
    [Both("connection: keep-alive, close\r\n")]
    [Both("connection: CLOSE\r\n")]
    public async Task ClientThatAsksToCloseIsClosedAfterItsResponse(Product product, string line)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        await client.Send($"GET / HTTP/1.1\r\nhost: www\r\n{line}\r\n");
        RawConnection server = await farm["s1"].Accept();
        Assert.StartsWith("GET / HTTP/1.1\r\nhost: www\r\n", await server.ReadThrough());
        await server.Send(Ok);
        await client.Expect("HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok");
        await client.ExpectEnd();
    }

    [Theory, Both]
    public async Task ServerThatClosesDoesNotCloseTheClient(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        for (int i = 0; i < 2; i++)
        {
            await client.Send(Get);
            RawConnection server = await farm["s1"].Accept();
            await server.Expect(Get);
            await server.Send("HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok");
            server.Finish();
            await client.Expect(Ok);
            await server.ExpectClosed();
        }
    }

    [Theory]
    [Both("http-server-close")]
    [Both("httpclose")]
    public async Task ServerSideIsClosedAfterEachResponseWhenAsked(Product product, string option)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web($"option {option}"));
        await using RawConnection client = await farm.Connect();
        await client.Send(Get);
        RawConnection server = await farm["s1"].Accept();
        await server.Expect("GET / HTTP/1.1\r\nhost: www\r\nconnection: close\r\n\r\n");
        await server.Send(Ok);
        await client.ReadThrough("ok");
        await server.ExpectClosed();
    }

    [Theory, Both]
    public async Task HttpServerCloseKeepsTheClient(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web("option http-server-close"));
        await using RawConnection client = await farm.Connect();
        for (int i = 0; i < 2; i++)
        {
            await client.Send(Get);
            RawConnection server = await farm["s1"].Accept();
            await server.Expect("GET / HTTP/1.1\r\nhost: www\r\nconnection: close\r\n\r\n");
            await server.Send(Ok);
            await client.Expect(Ok);
        }
    }

    [Theory, Both]
    public async Task IdleClientThatLeavesIsNotLogged(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        RawConnection client = await farm.Connect();
        await Pass(farm, client);
        client.Finish();
        await client.ExpectEnd();
        await farm.Log.ExpectRequest(
            client, "web/s1 */*/*/*/* 200 40B - - ---- 1/1/0/0/0 0/0", "GET / HTTP/1.1");
        farm.Log.ExpectNoMoreRequests();
    }

    private static async Task<RawConnection> Pass(Farm farm, RawConnection client, string name = "s1")
    {
        await client.Send(Get);
        RawConnection server = await farm[name].Accept();
        await server.Expect(Get);
        await server.Send(Ok);
        await client.Expect(Ok);
        return server;
    }
}
