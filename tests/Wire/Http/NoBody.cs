using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Http;

/// <summary>
/// Responses that have no body whatever their fields say (RFC 9112, 6.3): the next response must be found.
/// </summary>
public sealed class NoBody
{
    private const string Get = "GET / HTTP/1.1\r\nhost: www\r\n\r\n";
    private const string Ok = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

    [Theory]
    [Both("HEAD", "HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n")]
    [Both("HEAD", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")]
    [Both("HEAD", "HTTP/1.1 404 Not Found\r\ncontent-length: 7\r\n\r\n")]
    [Both("GET", "HTTP/1.1 204 No Content\r\n\r\n")]
    [Both("DELETE", "HTTP/1.1 204 No Content\r\nx-a: b\r\n\r\n")]
    [Both("GET", "HTTP/1.1 304 Not Modified\r\netag: \"x\"\r\n\r\n")]
    [Both("GET", "HTTP/1.1 304 Not Modified\r\ncontent-length: 1000\r\netag: \"x\"\r\n\r\n")]
    [Both("GET", "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")]
    [Both("GET", "HTTP/1.1 200\r\ncontent-length: 0\r\n\r\n", "HTTP/1.1 200 \r\ncontent-length: 0\r\n\r\n")]
    public async Task HeadOnlyResponseLeavesBothConnectionsUsable(
        Product product, string method, string response, string? atClient = null)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        await client.Send($"{method} / HTTP/1.1\r\nhost: www\r\n\r\n");
        RawConnection server = await farm["s1"].Accept();
        await server.Expect($"{method} / HTTP/1.1\r\nhost: www\r\n\r\n");
        await server.Send(response);
        await client.Expect(atClient ?? response);
        await client.Send(Get);
        await server.Expect(Get);
        await server.Send(Ok);
        await client.Expect(Ok);
    }

    [Theory, Both]
    public async Task HeadWithoutLengthLeavesTheClientUsable(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        await client.Send("HEAD / HTTP/1.1\r\nhost: www\r\n\r\n");
        RawConnection server = await farm["s1"].Accept();
        await server.ReadThrough();
        await server.Send("HTTP/1.1 200 OK\r\nx-a: b\r\n\r\n");
        await client.Expect("HTTP/1.1 200 OK\r\nx-a: b\r\n\r\n");
        await client.Send(Get);
        await server.Expect(Get);
    }

    [Theory]
    [Both("GET / HTTP/1.1\r\nhost: www\r\ncontent-length: 0\r\n\r\n")]
    [Both("POST / HTTP/1.1\r\nhost: www\r\ncontent-length: 0\r\n\r\n")]
    [Both("GET / HTTP/1.1\r\nhost: www\r\ncontent-length: 3\r\n\r\nabc")]
    [Both("DELETE / HTTP/1.1\r\nhost: www\r\ncontent-length: 3\r\n\r\nabc")]
    public async Task AnyMethodMayHaveABody(Product product, string request)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        await client.Send(request);
        RawConnection server = await farm["s1"].Accept();
        await server.Expect(request);
        await server.Send(Ok);
        await client.Expect(Ok);
    }
}
