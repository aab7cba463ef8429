using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Classic;

/// <summary>
/// What <c>option accept-invalid-http-request</c> and <c>-response</c> let pass (manual, 4.2).
/// </summary>
public sealed class LenientHeads
{
    [Theory]
    [Both("GET /\xE9 HTTP/1.1\r\nhost: w\r\n\r\n")]
    [Both("GET /#x HTTP/1.1\r\nhost: w\r\n\r\n")]
    [Both("GET / HTTP/1.1\r\nhost: w\r\nx@y: z\r\n\r\n")]
    [Both("GET / HTTP/1.1\r\nhost: w\r\nx\xE9: z\r\n\r\n")]
    public async Task ARequestPassesAsItCame(Product product, string request)
    {
        await using Farm farm =
            await Farm.Start(product, Texts.Web("option accept-invalid-http-request"));
        (RawConnection client, RawConnection server) = await farm.Pass(request);
        await server.Send("HTTP/1.1 204 None\r\n\r\n");
        await client.Expect("HTTP/1.1 204 None\r\n\r\n");
    }

    [Theory]
    [Both("GET /\xE9 HTTP/1.1\r\nhost: w\r\n\r\n", "")]
    [Both("GET / HTTP/1.1\r\nhost: w\r\nx@y: z\r\n\r\n", "")]
    [Both("GET / HTTP/1.1\r\nhost: w\r\nx y\r\n\r\n", "option accept-invalid-http-request")]
    [WeirAlone(
        "2.6 passes it", "GET / HTTP/2.7\r\nhost: w\r\n\r\n", "option accept-invalid-http-request")]
    [Both("POST / HTTP/1.1\r\nhost: w\r\ncontent-length: x\r\n\r\n", "option accept-invalid-http-request")]
    public async Task AnyOtherIsRefused(Product product, string request, string line)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web(line));
        await using RawConnection client = await farm.Connect();
        await client.Send(request);
        Assert.StartsWith("HTTP/1.1 400 ", await client.ReadThrough());
        Assert.Contains(" 400 ", await farm.Log.NextRequest());
    }

    [Theory]
    [WeirAlone("2.6 passes it", "content@-length: 5")]
    [WeirAlone("2.6 passes it", "Transfer-Encoding\x01: chunked")]
    public async Task WhatAServerMayReadAsALengthIsRefused(Product product, string field)
    {
        await using Farm farm =
            await Farm.Start(product, Texts.Web("option accept-invalid-http-request"));
        await using RawConnection client = await farm.Connect();
        await client.Send($"GET / HTTP/1.1\r\nhost: w\r\n{field}\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 400 ", await client.ReadThrough());
    }

    [Theory]
    [Both("x@y: z", true)]
    [Both("x\xE9: z", true)]
    [Both("x y", false)]
    public async Task AResponsePassesAsItCame(Product product, string field, bool passes)
    {
        await using Farm farm =
            await Farm.Start(product, Texts.Web("option accept-invalid-http-response"));
        (RawConnection client, RawConnection server) = await farm.Pass("GET / HTTP/1.1\r\nhost: w\r\n\r\n");
        string response = $"HTTP/1.1 200 OK\r\n{field}\r\ncontent-length: 0\r\n\r\n";
        await server.Send(response);
        string expected = passes ? response : "HTTP/1.1 502 Bad Gateway\r\n";
        await client.Expect(expected);
    }

    [Theory, Both]
    public async Task WithoutItSuchAResponseIsABadOne(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        (RawConnection client, RawConnection server) = await farm.Pass("GET / HTTP/1.1\r\nhost: w\r\n\r\n");
        await server.Send("HTTP/1.1 200 OK\r\nx@y: z\r\ncontent-length: 0\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 502 ", await client.ReadThrough());
        Assert.Contains(" 502 0 - - PH-- ", (await farm.Log.NextRequest()).Replace(" 209 ", " 0 "));
    }
}
