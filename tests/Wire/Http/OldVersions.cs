using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Http;

/// <summary>HTTP/1.0 on either side.</summary>
public sealed class OldVersions
{
    private const string Get11 = "GET / HTTP/1.1\r\nhost: www\r\n\r\n";
    private const string ChunkedHead = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";

    [Theory, Both]
    public async Task Http10ClientIsClosedAfterItsResponse(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        await client.Send("GET / HTTP/1.0\r\n\r\n");
        RawConnection server = await farm["s1"].Accept();
        Assert.StartsWith("GET / HTTP/1.0\r\n", await server.ReadThrough());
        await server.Send("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
        await client.Expect("HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok");
        await client.ExpectEnd();
    }

    [Theory, Both]
    public async Task Http10ClientMayKeepItsConnection(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        await client.Send("GET / HTTP/1.0\r\nconnection: keep-alive\r\n\r\n");
        RawConnection server = await farm["s1"].Accept();
        await server.ReadThrough();
        await server.Send("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
        await client.Expect("HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: keep-alive\r\n\r\nok");
        await client.Send("GET /2 HTTP/1.0\r\n\r\n");
        Assert.StartsWith("GET /2 HTTP/1.0\r\n", await server.ReadThrough());
    }

    [Theory, Both]
    public async Task Http10ServerWithoutLengthEndsTheBodyByClosing(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        await client.Send(Get11);
        RawConnection server = await farm["s1"].Accept();
        await server.Expect(Get11);
        await server.Send("HTTP/1.0 200 OK\r\n\r\nhello");
        server.Close();
        string response = await client.ReadToEnd();
        Assert.StartsWith("HTTP/1.0 200 OK\r\n", response);
        Assert.EndsWith("\r\n\r\nhello", response);
    }

    [Theory, Both]
    public async Task Http10ServerWithLengthDoesNotKeepItsConnection(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        await client.Send(Get11);
        RawConnection server = await farm["s1"].Accept();
        await server.Expect(Get11);
        await server.Send("HTTP/1.0 200 OK\r\ncontent-length: 2\r\n\r\nok");
        Assert.StartsWith("HTTP/1.0 200 OK\r\ncontent-length: 2\r\n", await client.ReadThrough());
        await client.Expect("ok");
        await server.ExpectClosed();
        await client.Send(Get11);
        RawConnection next = await farm["s1"].Accept();
        await next.Expect(Get11);
    }

    [Theory, Both]
    public async Task Http10ServerMayKeepItsConnection(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        await client.Send(Get11);
        RawConnection server = await farm["s1"].Accept();
        await server.Expect(Get11);
        await server.Send("HTTP/1.0 200 OK\r\ncontent-length: 2\r\nconnection: keep-alive\r\n\r\nok");
        Assert.StartsWith("HTTP/1.0 200 OK\r\ncontent-length: 2\r\n", await client.ReadThrough());
        await client.Expect("ok");
        await client.Send(Get11);
        await server.Expect(Get11);
    }

    [Theory, WeirAlone("2.6 passes the chunks to a client that knows none")]
    public async Task ChunkedResponseIsUnwrappedForAnHttp10Client(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        await client.Send("GET / HTTP/1.0\r\nconnection: keep-alive\r\n\r\n");
        RawConnection server = await farm["s1"].Accept();
        await server.ReadThrough();
        await server.SendBytewise(ChunkedHead + "3;x=y\r\nhel\r\n2\r\nlo\r\n0\r\nt: 1\r\n\r\n");
        await client.Expect("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\nhello");
        await client.ExpectEnd();

        // The server's own connection ended with its last chunk and serves whoever comes next.
        await using RawConnection other = await farm.Connect();
        await other.Send(Get11 + Get11);
        RawConnection first = await farm["s1"].Accept();
        await first.ReadThrough();
        await first.Send("HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        await server.Expect(Get11);
    }

    [Theory]
    [WeirAlone("2.6 passes the chunks to a client that knows none", "3\r\nhel\r\nno size")]
    [WeirAlone("2.6 passes the chunks to a client that knows none", "3\r\nhel\r\n")]
    [WeirAlone("2.6 passes the chunks to a client that knows none", "5\r\nhel")]
    public async Task HalfAChunkedResponseIsNoWholeOneForAnHttp10Client(Product product, string body)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        await client.Send("GET / HTTP/1.0\r\n\r\n");
        RawConnection server = await farm["s1"].Accept();
        await server.ReadThrough();
        await server.Send(ChunkedHead + "1\r\n.\r\n");
        await client.Expect("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n.");
        await server.Send(body);
        server.Finish();
        Assert.EndsWith(RawConnection.ResetMark, await client.ReadToEnd());
    }

    [Theory, WeirAlone("2.6 tells of chunks that a client does not know")]
    public async Task HeadOfAChunkedResponseNamesNoChunksToAnHttp10Client(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        await client.Send("HEAD / HTTP/1.0\r\n\r\n");
        RawConnection server = await farm["s1"].Accept();
        await server.ReadThrough();
        await server.Send(ChunkedHead);
        await client.Expect("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n");
        await client.ExpectEnd();
    }
}
