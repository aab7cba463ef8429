using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Http;

/// <summary>101 and CONNECT: from then on a tunnel, both ways, until both ends have closed.</summary>
public sealed class Upgrades
{
    private const string Ask =
        "GET /chat HTTP/1.1\r\nhost: www\r\nconnection: Upgrade\r\nupgrade: websocket\r\n"
        + "sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\nsec-websocket-version: 13\r\n\r\n";

    private const string Switch =
        "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n"
        + "sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

    [Theory, Both]
    public async Task WebSocketBecomesATunnelBothWays(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        (RawConnection client, RawConnection server) = await Open(farm);
        await client.Send("\x81\x85\x01\x02\x03\x04heLLo");
        await server.Expect("\x81\x85\x01\x02\x03\x04heLLo");
        await server.Send("\x81\x05world\r\n\r\nHTTP/1.1 400 not a response\r\n\r\n");
        await client.Expect("\x81\x05world\r\n\r\nHTTP/1.1 400 not a response\r\n\r\n");
        await client.Send("GET /not-a-request HTTP/1.1\r\n\r\n");
        await server.Expect("GET /not-a-request HTTP/1.1\r\n\r\n");
        server.Close();
        await client.ExpectEnd();
        client.Close();
        // Weir counts what the server sent; 2.6 counts its own inner form of it, which is larger.
        int bytes = product == Product.Weir ? 171 : 185;
        await farm.Log.ExpectRequest(
            client, $"web/s1 */*/*/*/* 101 {bytes}B - - ---- 1/1/0/0/0 0/0", "GET /chat HTTP/1.1");
    }

    [Theory, Both]
    public async Task ServerMaySpeakInTheSegmentOfIts101(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        await client.Send(Ask);
        RawConnection server = await farm["s1"].Accept();
        await server.ReadThrough();
        await server.Send(Switch + "\x81\x03now");
        await client.ReadThrough();
        await client.Expect("\x81\x03now");
    }

    [Theory, Both]
    public async Task HalfCloseOfATunnelIsPassedOn(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        (RawConnection client, RawConnection server) = await Open(farm);
        client.Finish();
        await server.ExpectEnd();
        await server.Send("last words");
        server.Finish();
        await client.Expect("last words");
        await client.ExpectEnd();
    }

    [Theory]
    [WeirAlone("2.6 closes its server side when the server has finished, tunnel or not")]
    public async Task HalfCloseByTheServerIsPassedOn(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        (RawConnection client, RawConnection server) = await Open(farm);
        await server.Send("bye");
        server.Finish();
        await client.Expect("bye");
        await client.ExpectEnd();
        await client.Send("last words");
        await server.Expect("last words");
        client.Finish();
        await server.ExpectEnd();
    }

    [Theory]
    [WeirAlone("2.6 closes its server side when the server has finished, tunnel or not")]
    public async Task LastWordsInATunnelWaitForTheirReader(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        (RawConnection client, RawConnection server) = await Open(farm);
        server.Finish();
        await client.ExpectEnd();
        await client.Send("last words");
        client.Finish();
        await farm.Log.NextRequest(); // the balancer is done with both
        await server.Expect("last words");
        await server.ExpectEnd();
    }

    [Theory, Both]
    public async Task RefusedUpgradeIsAnOrdinaryResponse(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        await client.Send(Ask);
        RawConnection server = await farm["s1"].Accept();
        await server.ReadThrough();
        await server.Send("HTTP/1.1 426 No\r\ncontent-length: 2\r\n\r\nno");
        await client.Expect("HTTP/1.1 426 No\r\ncontent-length: 2\r\n\r\nno");
        await client.Send("GET / HTTP/1.1\r\nhost: www\r\n\r\n");
        await server.Expect("GET / HTTP/1.1\r\nhost: www\r\n\r\n");
    }

    [Theory, Both]
    public async Task ConnectIsATunnelAfter200(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        await client.Send("CONNECT www:8443 HTTP/1.1\r\nhost: www:8443\r\n\r\n");
        RawConnection server = await farm["s1"].Accept();
        await server.Expect("CONNECT www:8443 HTTP/1.1\r\nhost: www:8443\r\n\r\n");
        await server.Send("HTTP/1.1 200 OK\r\n\r\n");
        await client.Expect("HTTP/1.1 200 OK\r\n\r\n");
        await client.Send("any bytes");
        await server.Expect("any bytes");
        await server.Send("in both directions");
        await client.Expect("in both directions");
    }

    [Theory, Both]
    public async Task TunnelHasItsOwnTimeout(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web("timeout tunnel 300ms"));
        (RawConnection client, RawConnection server) = await Open(farm);
        await client.ExpectClosed();
        await server.ExpectClosed();
    }

    internal static async Task<(RawConnection Client, RawConnection Server)> Open(Farm farm)
    {
        RawConnection client = await farm.Connect();
        await client.Send(Ask);
        RawConnection server = await farm["s1"].Accept();
        // Where "connection: upgrade" stands, and its capitals, are the balancer's business.
        string seen = (await server.ReadThrough()).ToLowerInvariant();
        Assert.StartsWith("get /chat http/1.1\r\nhost: www\r\n", seen);
        Assert.Contains("\r\nconnection: upgrade\r\n", seen);
        Assert.Contains("\r\nupgrade: websocket\r\n", seen);
        await server.Send(Switch);
        string answer = await client.ReadThrough();
        Assert.StartsWith("HTTP/1.1 101 Switching Protocols\r\n", answer);
        Assert.Contains("\r\nupgrade: websocket\r\n", answer);
        Assert.Contains("\r\nconnection: upgrade\r\n", answer);
        return (client, server);
    }
}
