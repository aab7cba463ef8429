using System.Text;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Http;

/// <summary>Bodies in both directions: every framing, every cut, every size.</summary>
public sealed class Bodies
{
    private const string Get = "GET / HTTP/1.1\r\nhost: www\r\n\r\n";
    private const string Ok = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

    [Theory]
    [Both(1)]
    [Both(1000)]
    [Both(15_000)]
    [Both(20_000)]
    [Both(70_000)]
    [Both(1_000_000)]
    public async Task LengthDelimitedBodiesPassInBothDirections(Product product, int length)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        string body = Patterned(length);
        string request = $"POST / HTTP/1.1\r\nhost: www\r\ncontent-length: {length}\r\n\r\n{body}";
        Task sending = client.Send(request);
        RawConnection server = await farm["s1"].Accept();
        await server.Expect(request);
        await sending;
        string response = $"HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n{body}";
        sending = server.Send(response);
        await client.Expect(response);
        await sending;
        // The framing was understood: the next request is one.
        await client.Send(Get);
        await server.Expect(Get);
    }

    [Theory]
    [Both(1, 1)]
    [Both(1000, 7)]
    [Both(20_000, 300)]
    [Both(70_000, 70_000)]
    [Both(300_000, 16_000)]
    public async Task ChunkedBodiesPassInBothDirections(Product product, int length, int chunk)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        string body = Patterned(length);
        Task sending = client.Send(
            "POST / HTTP/1.1\r\nhost: www\r\ntransfer-encoding: chunked\r\n\r\n" + Chunked(body, chunk));
        RawConnection server = await farm["s1"].Accept();
        await server.Expect("POST / HTTP/1.1\r\nhost: www\r\ntransfer-encoding: chunked\r\n\r\n");
        Assert.Equal(body, await server.ReadChunked());
        await sending;
        sending = server.Send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n" + Chunked(body, chunk));
        await client.Expect("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
        Assert.Equal(body, await client.ReadChunked());
        await sending;
        await client.Send(Get);
        await server.Expect(Get);
    }

    [Theory, Both]
    public async Task BodyUntilCloseEndsTheClientConnectionToo(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        await client.Send(Get);
        RawConnection server = await farm["s1"].Accept();
        await server.Expect(Get);
        await server.Send("HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\nuntil ");
        await server.Send("close");
        server.Finish();
        string response = await client.ReadToEnd();
        Assert.StartsWith("HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n", response);
        Assert.EndsWith("\r\n\r\nuntil close", response);
    }

    [Theory, Both]
    public async Task RequestMayArriveByteByByte(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        await client.SendBytewise("POST /a HTTP/1.1\r\nhost: www\r\ntransfer-encoding: chunked\r\n\r\n");
        await client.SendBytewise("3\r\nabc\r\n0a;ext=\"x\"\r\n0123456789\r\n0\r\n\r\n");
        RawConnection server = await farm["s1"].Accept();
        await server.Expect("POST /a HTTP/1.1\r\nhost: www\r\ntransfer-encoding: chunked\r\n\r\n");
        Assert.Equal("abc0123456789", await server.ReadChunked());
        await server.Send(Ok);
        await client.Expect(Ok);
    }

    [Theory, Both]
    public async Task ResponseMayArriveByteByByte(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        await client.Send(Get);
        RawConnection server = await farm["s1"].Accept();
        await server.Expect(Get);
        await server.SendBytewise("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
        await server.SendBytewise("3\r\nabc\r\n000A\r\n0123456789\r\n0\r\n\r\n");
        await client.Expect("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
        Assert.Equal("abc0123456789", await client.ReadChunked());
        await client.Send(Get);
        await server.Expect(Get);
    }

    /// <summary>Two segments, cut at every place of a request with a body.</summary>
    [Theory, Both]
    public async Task RequestMayBeCutAnywhere(Product product)
    {
        const string Request =
            "POST / HTTP/1.1\r\nhost: www\r\ntransfer-encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n";
        await using Farm farm = await Farm.Start(product, Texts.Web());
        farm["s1"].Serve(PlayPosts);
        await using RawConnection client = await farm.Connect();
        for (int cut = 1; cut < Request.Length; cut++)
        {
            await client.Send(Request[..cut]);
            await Task.Delay(1);
            await client.Send(Request[cut..]);
            await client.Expect("HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\nx");
        }
    }

    /// <summary>Two segments, cut at every place of a response with a body.</summary>
    [Theory, Both]
    public async Task ResponseMayBeCutAnywhere(Product product)
    {
        const string Head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
        const string Response = Head + "1\r\nx\r\n0\r\n\r\n";
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        await client.Send(Get);
        RawConnection server = await farm["s1"].Accept();
        for (int cut = 1; cut < Response.Length; cut++)
        {
            await server.Expect(Get);
            await server.Send(Response[..cut]);
            await Task.Delay(1);
            await server.Send(Response[cut..]);
            await client.Expect(Head);
            Assert.Equal("x", await client.ReadChunked());
            await client.Send(Get);
        }
    }

    [Theory, Both]
    public async Task SlowReaderGetsEveryByteAndHoldsBackTheServer(Product product)
    {
        const int Length = 20_000_000;
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect(receiveBuffer: 4096);
        await client.Send(Get);
        RawConnection server = await farm["s1"].Accept();
        await server.Expect(Get);
        await server.Send($"HTTP/1.1 200 OK\r\ncontent-length: {Length}\r\n\r\n");
        byte[] body = Encoding.Latin1.GetBytes(Patterned(Length));
        Task sending = server.Send(body);
        await client.Expect($"HTTP/1.1 200 OK\r\ncontent-length: {Length}\r\n\r\n");
        // Nobody reads now. What the kernel's buffers hold is far less than the body, so the server must be
        // stuck.
        await Task.WhenAny(sending, Task.Delay(300));
        Assert.False(sending.IsCompleted);
        Assert.Equal(Encoding.Latin1.GetString(body), await client.Read(Length));
        await sending;
    }

    [Theory, Both]
    public async Task SlowServerGetsEveryByteAndHoldsBackTheClient(Product product)
    {
        const int Length = 20_000_000;
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        await client.Send($"PUT / HTTP/1.1\r\nhost: www\r\ncontent-length: {Length}\r\n\r\n");
        byte[] body = Encoding.Latin1.GetBytes(Patterned(Length));
        Task sending = client.Send(body);
        RawConnection server = await farm["s1"].Accept();
        await server.Expect($"PUT / HTTP/1.1\r\nhost: www\r\ncontent-length: {Length}\r\n\r\n");
        await Task.WhenAny(sending, Task.Delay(300));
        Assert.False(sending.IsCompleted);
        Assert.Equal(Encoding.Latin1.GetString(body), await server.Read(Length));
        await sending;
        await server.Send(Ok);
        await client.Expect(Ok);
    }

    [Theory, Both]
    public async Task TrailersOfAChunkedResponseAreNotMistakenForAHead(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        await client.Send(Get);
        RawConnection server = await farm["s1"].Accept();
        await server.Expect(Get);
        await server.Send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ntrailer: x-sum\r\n\r\n"
            + "1\r\nx\r\n0\r\nx-sum: 1\r\n\r\n");
        await client.Expect("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ntrailer: x-sum\r\n\r\n");
        await client.Expect("1\r\nx\r\n0\r\nx-sum: 1\r\n\r\n");
        await client.Send(Get);
        await server.Expect(Get);
    }

    private static async Task PlayPosts(RawConnection server)
    {
        while ((await server.FirstBytes()).Length > 0)
        {
            await server.Expect("POST / HTTP/1.1\r\nhost: www\r\ntransfer-encoding: chunked\r\n\r\n");
            string body = await server.ReadChunked();
            await server.Send($"HTTP/1.1 200 OK\r\ncontent-length: {body.Length}\r\n\r\n{body}");
        }
    }

    // Numbers, so that a byte too many, too few or out of place shows.
    private static string Patterned(int length)
    {
        StringBuilder text = new(length + 8);
        for (int i = 0; text.Length < length; i++) text.Append(i).Append(' ');
        text.Length = length;
        return text.ToString();
    }

    private static string Chunked(string body, int size)
    {
        StringBuilder text = new();
        for (int at = 0; at < body.Length; at += size)
        {
            string chunk = body.Substring(at, int.Min(size, body.Length - at));
            text.Append($"{chunk.Length:x}\r\n{chunk}\r\n");
        }

        return text.Append("0\r\n\r\n").ToString();
    }
}
