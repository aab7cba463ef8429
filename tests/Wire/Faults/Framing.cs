using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Faults;

/// <summary>
/// Requests whose end two readers could see at two places: refused, or sent on with one framing only.
/// </summary>
public sealed class Framing
{
    [Theory]
    [Both("transfer-encoding: gzip\r\n")]
    [Both("transfer-encoding: chunked, chunked\r\n")]
    [Both("transfer-encoding: chunked\r\ntransfer-encoding: identity\r\n")]
    [Both("transfer-encoding: xchunked\r\n")]
    [Both("transfer-encoding: chunked, gzip\r\n")]
    [Both("host: other\r\n")]
    public async Task AmbiguousRequestIsRefused(Product product, string lines)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        await client.Send($"POST / HTTP/1.1\r\nhost: www\r\n{lines}\r\n3\r\nabc\r\n0\r\n\r\n");
        await client.Expect(ErrorPages.Closing(product, 400));
        await client.ExpectClosed();
        Assert.Equal(0, farm["s1"].Arrivals);
    }

    [Theory]
    [Both("content-length: 3, 3\r\n")]
    [Both("content-length: 3\r\ncontent-length: 3\r\n")]
    public async Task RepeatedEqualLengthIsSentOnOnce(Product product, string lines)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        await client.Send($"POST / HTTP/1.1\r\nhost: www\r\n{lines}\r\nabc");
        RawConnection server = await farm["s1"].Accept();
        await server.Expect("POST / HTTP/1.1\r\nhost: www\r\ncontent-length: 3\r\n\r\nabc");
    }

    [Theory, Both]
    public async Task ChunkedWinsOverALengthThatThenIsGone(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        await client.Send(
            "POST / HTTP/1.1\r\nhost: www\r\ntransfer-encoding: chunked\r\ncontent-length: 3\r\n\r\n"
            + "3\r\nabc\r\n0\r\n\r\n");
        RawConnection server = await farm["s1"].Accept();
        await server.Expect("POST / HTTP/1.1\r\nhost: www\r\ntransfer-encoding: chunked\r\n\r\n");
        Assert.Equal("abc", await server.ReadChunked());
    }

    [Theory]
    [Both("content-length: 3, 3\r\n\r\nabc", "content-length: 3\r\n\r\nabc")]
    [Both("content-length: 3\r\ncontent-length: 3\r\n\r\nabc", "content-length: 3\r\n\r\nabc")]
    [Both("content-length: 9\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
        "transfer-encoding: chunked\r\n\r\n0\r\n\r\n")]
    public async Task ResponseIsSentOnWithOneFramingOnly(Product product, string sent, string seen)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        await client.Send("GET / HTTP/1.1\r\nhost: www\r\n\r\n");
        RawConnection server = await farm["s1"].Accept();
        await server.ReadThrough();
        await server.Send("HTTP/1.1 200 OK\r\n" + sent);
        await client.Expect("HTTP/1.1 200 OK\r\n" + seen);
    }

    [Theory]
    [WeirAlone("2.6 unfolds; RFC 9112 5.2 allows refusal, and then there is only one reading")]
    public async Task FoldedFieldIsRefused(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        await client.Send("GET / HTTP/1.1\r\nhost: www\r\nx: a\r\n b\r\n\r\n");
        await client.Expect(ErrorPages.Closing(product, 400));
        await client.ExpectEnd();
    }
}
