using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Faults;

/// <summary>
/// Servers that send garbage, break off or fall silent: the client is told what happened, if it still can be.
/// </summary>
public sealed class BadServers
{
    private const string Get = "GET / HTTP/1.1\r\nhost: www\r\n\r\n";

    [Theory]
    [Both("garbage\r\n\r\n")]
    [Both("HTTP/1.1\r\n\r\n")]
    [Both("HTTP/1.1 abc OK\r\n\r\n")]
    [WeirAlone("2.6 takes any number", "HTTP/1.1 20 OK\r\ncontent-length: 0\r\n\r\n")]
    [Both("HTTP/1.1 200 OK\r\nno colon\r\n\r\n")]
    [Both("HTTP/1.1 200 OK\r\ncontent-length: x\r\n\r\nabc")]
    [Both("HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nabc")]
    [WeirAlone("2.6 lets NUL pass", "HTTP/1.1 200 OK\r\nx: a\0b\r\n\r\n")]
    [Both("\x15\x03\x03\x00\x02\x02\x28 TLS alert\r\n\r\n")]
    public async Task GarbageIsA502PH(Product product, string response)
    {
        await using Farm farm = await Farm.StartWarm(product, Texts.Web());
        (RawConnection client, RawConnection server) = await farm.Pass(Get);
        await server.Send(response);
        await client.Expect(ErrorPages.Keeping(502));
        await server.ExpectClosed();
        await farm.Log.ExpectRequest(
            client, "web/s1 */*/*/-1/* 502 0B - - PH-- 1/1/0/0/0 0/0", "GET / HTTP/1.1");
        client.Close();
        await farm.ExpectNothingLeft();
    }

    [Theory]
    [Both(1, 20_000)]
    [Both(102, 1)]
    public async Task HeadLargerThanAllowedIsA502PH(Product product, int fields, int length)
    {
        await using Farm farm = await Farm.StartWarm(product, Texts.Web());
        (RawConnection client, RawConnection server) = await farm.Pass(Get);
        string head = "HTTP/1.1 200 OK\r\n";
        for (int i = 0; i < fields; i++) head += $"x-{i}: {new string('y', length)}\r\n";
        await server.Send(head + "\r\n");
        await client.Expect(ErrorPages.Keeping(502));
        await server.ExpectClosed();
        await farm.Log.ExpectRequest(
            client, "web/s1 */*/*/-1/* 502 0B - - PH-- 1/1/0/0/0 0/0", "GET / HTTP/1.1");
        client.Close();
        await farm.ExpectNothingLeft();
    }

    [Theory]
    [Both("", false)]
    [Both("", true)]
    [Both("HTTP/1.1 200 OK\r\ncontent-len", false)]
    [Both("HTTP/1.1 200 OK\r\ncontent-len", true)]
    public async Task ServerThatEndsInsideItsHeadIsA502SH(Product product, string part, bool reset)
    {
        await using Farm farm = await Farm.StartWarm(product, Texts.Web());
        (RawConnection client, RawConnection server) = await farm.Pass(Get);
        await server.Send(part);
        if (reset) server.Reset();
        else server.Close();
        await client.Expect(ErrorPages.Keeping(502));
        await farm.Log.ExpectRequest(
            client, "web/s1 */*/*/-1/* 502 0B - - SH-- 1/1/0/0/0 0/0", "GET / HTTP/1.1");
        client.Close();
        await farm.ExpectNothingLeft();
    }

    [Theory]
    [Both("")]
    [Both("HTTP/1.1 200 OK\r\ncontent-len")]
    public async Task ServerThatNeverAnswersIsA504(Product product, string part)
    {
        await using Farm farm = await Farm.StartWarm(product, Texts.Web("timeout server 300ms"));
        (RawConnection client, RawConnection server) = await farm.Pass(Get);
        await server.Send(part);
        await client.Expect(ErrorPages.Keeping(504));
        await server.ExpectClosed();
        await farm.Log.ExpectRequest(
            client, "web/s1 */*/*/-1/* 504 0B - - sH-- 1/1/0/0/0 0/0", "GET / HTTP/1.1");
        client.Close();
        await farm.ExpectNothingLeft();
    }

    [Theory]
    [Both("content-length: 10\r\n\r\nabc", "content-length: 10\r\n\r\nabc", 42, false)]
    [Both("content-length: 10\r\n\r\nabc", "content-length: 10\r\n\r\nabc", 42, true)]
    [Both("transfer-encoding: chunked\r\n\r\n", "transfer-encoding: chunked\r\n\r\n", 47, false)]
    public async Task ServerThatEndsInsideItsBodyIsSDAndTheClientSeesTheCut(
        Product product, string sent, string seen, int bytes, bool reset)
    {
        await using Farm farm = await Farm.StartWarm(product, Texts.Web());
        (RawConnection client, RawConnection server) = await farm.Pass(Get);
        await server.Send($"HTTP/1.1 200 OK\r\n{sent}");
        await client.Expect($"HTTP/1.1 200 OK\r\n{seen}");
        if (reset) server.Reset();
        else server.Close();
        await client.ExpectClosed();
        await farm.Log.ExpectRequest(
            client, $"web/s1 */*/*/*/* 200 {Counted(product, bytes)} - - SD-- 1/1/0/0/0 0/0",
            "GET / HTTP/1.1");
        await farm.ExpectNothingLeft();
    }

    [Theory, Both]
    public async Task ServerThatStallsInsideItsBodyIsCutAfterItsTimeout(Product product)
    {
        await using Farm farm = await Farm.StartWarm(product, Texts.Web("timeout server 300ms"));
        (RawConnection client, RawConnection server) = await farm.Pass(Get);
        await server.Send("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc");
        await client.Expect("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc");
        await client.ExpectClosed();
        await server.ExpectClosed();
        await farm.Log.ExpectRequest(
            client, $"web/s1 */*/*/*/* 200 {Counted(product, 42)} - - sD-- 1/1/0/0/0 0/0", "GET / HTTP/1.1");
        await farm.ExpectNothingLeft();
    }

    [Theory, Both]
    public async Task BadChunkOfTheServerCutsTheResponse(Product product)
    {
        await using Farm farm = await Farm.StartWarm(product, Texts.Web());
        (RawConnection client, RawConnection server) = await farm.Pass(Get);
        await server.Send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n");
        await client.ReadThrough("abc");
        await server.Send("zz\r\n");
        await server.ExpectClosed();
        Assert.DoesNotContain("0\r\n\r\n", await client.ReadToEnd());
        await farm.Log.ExpectRequest(
            client, "web/s1 */*/*/*/* 200 * - - SD-- 1/1/0/0/0 0/0", "GET / HTTP/1.1");
        await farm.ExpectNothingLeft();
    }

    [Theory, Both]
    public async Task BytesAfterTheResponseAreNotGivenToTheNextRequest(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        (RawConnection client, RawConnection server) = await farm.Pass(Get);
        await server.Send(
            "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nokHTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nevil");
        await client.Expect("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
        await server.ExpectClosed();
        await client.Send(Get);
        RawConnection next = await farm["s1"].Accept();
        await next.Expect(Get);
        await next.Send("HTTP/1.1 204 No Content\r\n\r\n");
        await client.Expect("HTTP/1.1 204 No Content\r\n\r\n");
    }

    /// <summary>
    /// Weir counts the bytes that came; 2.6 counts its own inner form of an unfinished response.
    /// </summary>
    private static string Counted(Product product, int bytes) =>
        $"{(product == Product.Weir || bytes != 42 ? bytes : 44)}B";
}
