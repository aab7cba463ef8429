using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Rewriting;

/// <summary>The words that begin with <c>rsp</c>, and on 2.6 the lines of today that do the same.</summary>
public sealed class ResponseLines
{
    private const string Get = "GET / HTTP/1.1\r\nhost: a\r\n\r\n";
    private const string Sent =
        "HTTP/1.1 200 OK\r\nserver: old/1.0\r\ncontent-length: 5\r\nx-test: one\r\n\r\n";

    [Theory]
    [Both(@"rsprep ^HTTP/1.1\ 200.* HTTP/1.1\ 203\ Changed",
        "http-response set-status 203 reason Changed",
        "HTTP/1.1 203 Changed\r\nserver: old/1.0\r\ncontent-length: 5\r\nx-test: one\r\n\r\n")]
    [Both(@"rspirep ^SERVER:\ (.*)/.* server:\ \1", @"http-response replace-header server (.*)/.* \1",
        "HTTP/1.1 200 OK\r\nserver: old\r\ncontent-length: 5\r\nx-test: one\r\n\r\n")]
    [Both("rspidel ^SERVER:", "http-response del-header server",
        "HTTP/1.1 200 OK\r\ncontent-length: 5\r\nx-test: one\r\n\r\n")]
    [Both(@"rspadd x-new:\ 1", "http-response add-header x-new 1",
        "HTTP/1.1 200 OK\r\nserver: old/1.0\r\ncontent-length: 5\r\nx-test: one\r\nx-new: 1\r\n\r\n")]
    [Both("rspideny ^X-OTHER:", "http-response deny if { res.hdr(x-other) -m found }", Sent)]
    public async Task AClientSeesWhatTheyHaveMade(
        Product product, string classic, string today, string seen)
    {
        await using Farm farm = await Farm.Start(product, Text(product, classic, today));
        (RawConnection client, RawConnection server) = await farm.Pass(Get);
        await server.Send(Sent + "old/1");
        await client.Expect(seen + "old/1");
        await client.Send(Get); // the connection goes on
        await server.Expect(Get);
    }

    [Theory]
    [Both("rspideny ^X-TEST:", "http-response deny if { res.hdr(x-test) -m found }")]
    [Both(@"rspdeny ^HTTP/1.1\ 200", "http-response deny if { status 200 }")]
    public async Task WhatIsDeniedIsA502(Product product, string classic, string today)
    {
        await using Farm farm = await Farm.Start(product, Text(product, classic, today));
        (RawConnection client, RawConnection server) = await farm.Pass(Get);
        await server.Send(Sent + "hello");
        await client.Expect(ErrorPages.Keeping(502));
        await farm.Log.ExpectRequest(
            client, "web/s1 */*/*/-1/* 502 * - - PH-- 1/1/0/0/0 0/0", "GET / HTTP/1.1");
    }

    [Theory]
    [WeirAlone("2.6 cannot write such lines", @"rsprep ^x-test:\ (.*) \1\r\n\r\nbody")]
    [WeirAlone("2.6 cannot write such lines", "rsprep ^HTTP nothing")]
    public async Task WhatWouldBeNoResponseReachesNobody(Product product, string line)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web(line));
        (RawConnection client, RawConnection server) = await farm.Pass(Get);
        await server.Send(Sent + "hello");
        await client.Expect(ErrorPages.Keeping(502));
    }

    [Theory, Both]
    public async Task InterimResponsesPassAsTheyAre(Product product)
    {
        await using Farm farm = await Farm.Start(
            product, Text(product, @"rspadd x-new:\ 1", "http-response add-header x-new 1"));
        (RawConnection client, RawConnection server) = await farm.Pass(Get);
        await server.Send("HTTP/1.1 103 Early Hints\r\nlink: a\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n");
        await client.Expect("HTTP/1.1 103 Early Hints\r\nlink: a\r\n\r\n"
            + "HTTP/1.1 204 No Content\r\nx-new: 1\r\n\r\n");
    }

    private static string Text(Product product, string classic, string today) =>
        Texts.Web(product == Product.Weir ? classic : today);
}
