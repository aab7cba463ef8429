using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Faults;

/// <summary>Clients that send garbage: each is told so, logged so, and leaves nothing behind.</summary>
public sealed class BadClients
{
    private const string NeverRead = "web/<NOSRV> -1/-1/-1/-1/* 400 0B - - PR-- 1/1/0/0/0 0/0";

    [Theory]
    [Both("garbage\r\n\r\n")]
    [Both("GET\r\n\r\n")]
    [Both("GET /\r\n\r\n")]
    [Both("GET / \r\n\r\n")]
    [Both("G\x01T / HTTP/1.1\r\nhost: a\r\n\r\n")]
    [Both("GET / HTTP/1.1x\r\nhost: a\r\n\r\n")]
    [Both("GET / HTTP/11\r\nhost: a\r\n\r\n")]
    [Both("GET / FTTP/1.1\r\nhost: a\r\n\r\n")]
    [Both("GET /\x80 HTTP/1.1\r\nhost: a\r\n\r\n")]
    [Both("GET /\x01 HTTP/1.1\r\nhost: a\r\n\r\n")]
    [Both("GET / HTTP/1.1\r\nno colon\r\n\r\n")]
    [Both("GET / HTTP/1.1\r\nname : value\r\n\r\n")]
    [Both("GET / HTTP/1.1\r\n: value\r\n\r\n")]
    [Both("GET / HTTP/1.1\r\n leading: space\r\n\r\n")]
    [WeirAlone("2.6 lets NUL pass", "GET / HTTP/1.1\r\nhost: a\0b\r\n\r\n")]
    [Both("GET / HTTP/1.1\r\nhost: a\rb\r\n\r\n")]
    [Both("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 TLS hello\r\n\r\n")]
    [Both("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: x\r\n\r\n")]
    [Both("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: -1\r\n\r\n")]
    [Both("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: +1\r\n\r\na")]
    [Both("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: \r\n\r\n")]
    [Both("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 99999999999999999999\r\n\r\n")]
    [Both("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\na")]
    [Both("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1, 2\r\n\r\na")]
    public async Task GarbageIsA400(Product product, string request)
    {
        await using Farm farm = await Farm.StartWarm(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        await client.Send(request);
        await client.Expect(ErrorPages.Closing(product, 400));
        await client.ExpectClosed();
        await farm.Log.ExpectRequest(client, NeverRead, "<BADREQ>");
        Assert.Equal(1, farm["s1"].Arrivals);
        await farm.ExpectNothingLeft();
    }

    [Theory]
    [Both(16_384)]
    [Both(100_000)]
    public async Task HeadLargerThanItsBufferIsA400(Product product, int length)
    {
        await using Farm farm = await Farm.StartWarm(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        await client.Send($"GET / HTTP/1.1\r\nhost: a\r\nx-long: {new string('x', length)}\r\n\r\n");
        await client.Expect(ErrorPages.Closing(product, 400));
        await farm.Log.ExpectRequest(client, NeverRead, "<BADREQ>");
        await farm.ExpectNothingLeft();
    }

    [Theory, Both]
    public async Task MoreFieldsThanAllowedIsA400(Product product)
    {
        await using Farm farm = await Farm.StartWarm(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        string fields = "";
        for (int i = 0; i < 102; i++) fields += $"x-{i}: y\r\n";
        await client.Send($"GET / HTTP/1.1\r\n{fields}\r\n");
        await client.Expect(ErrorPages.Closing(product, 400));
        await farm.Log.ExpectRequest(client, NeverRead, "<BADREQ>");
        await farm.ExpectNothingLeft();
    }

    [Theory]
    [Both(100)]
    [Both(14_000)]
    public async Task HeadJustWithinBoundsPasses(Product product, int length)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        string request = $"GET / HTTP/1.1\r\nhost: a\r\nx-long: {new string('x', length)}\r\n\r\n";
        await client.Send(request);
        RawConnection server = await farm["s1"].Accept();
        await server.Expect(request);
    }

    [Theory]
    [Both("GET / HTTP/1.1\nhost: a\n\n")]
    [Both("\r\n\r\nGET / HTTP/1.1\r\nhost: a\r\n\r\n")]
    public async Task LooseLineEndsAreMendedOnTheWay(Product product, string request)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        await client.Send(request);
        RawConnection server = await farm["s1"].Accept();
        await server.Expect("GET / HTTP/1.1\r\nhost: a\r\n\r\n");
    }

    [Theory]
    [Both("zz\r\n")]
    [Both("-1\r\nabc\r\n")]
    [Both("3\r\nabcd\r\n")]
    [WeirAlone("2.6 lets NUL pass", "3;\0\r\nabc\r\n")]
    [Both("11111111111111111\r\n")]
    public async Task BadChunkEndsTheRequest(Product product, string chunk)
    {
        await using Farm farm = await Farm.StartWarm(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        await client.Send("POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n");
        RawConnection server = await farm["s1"].Accept();
        await server.ReadThrough();
        await client.Send(chunk);
        await client.Expect(ErrorPages.Last(400));
        await client.ExpectClosed();
        await server.ReadToEnd();
        await farm.Log.ExpectRequest(
            client, "web/s1 */*/*/-1/* 400 0B - - PH-- 1/1/0/0/0 0/0", "POST / HTTP/1.1");
        await farm.ExpectNothingLeft();
    }
}
