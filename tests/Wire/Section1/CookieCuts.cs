using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Section1;

/// <summary>The guide's cookie work on messages that arrive in two parts, cut at every place.</summary>
public sealed class CookieCuts
{
    private const string Sent =
        "GET /a HTTP/1.1\r\nHost: www\r\nCookie: x=1; SERVERID=C; y=2\r\nAccept: */*\r\n\r\n";
    private const string Seen = "GET /a HTTP/1.1\r\nHost: www\r\nCookie: x=1; y=2\r\nAccept: */*\r\n\r\n";

    [Theory, Both]
    public async Task RequestWithACookieMayBeCutAnywhere(Product product)
    {
        await using Farm farm = await Farm.Start(product, Guide.Section1);
        await using RawConnection client = await farm.Connect();
        RawConnection? server = null;
        for (int cut = 1; cut < Sent.Length; cut++)
        {
            await client.Send(Sent[..cut]);
            await Task.Delay(1);
            await client.Send(Sent[cut..]);
            server ??= await farm["webC"].Accept();
            await server.Expect(Seen);
            await server.Send("HTTP/1.1 204 No Content\r\n\r\n");
            await client.Expect("HTTP/1.1 204 No Content\r\n\r\n");
        }
    }

    [Theory, Both]
    public async Task ResponseThatGetsACookieMayBeCutAnywhere(Product product)
    {
        const string Response =
            "HTTP/1.1 200 OK\r\nSet-Cookie: SERVERID=zzz\r\nContent-Length: 5\r\n\r\nhello";
        string oneServer =
            Guide.Section1[..Guide.Section1.IndexOf(" server webB", System.StringComparison.Ordinal)];
        await using Farm farm = await Farm.Start(product, oneServer);
        await using RawConnection client = await farm.Connect();
        RawConnection? server = null;
        for (int cut = 1; cut < Response.Length; cut++)
        {
            await client.Send("GET / HTTP/1.1\r\nHost: www\r\n\r\n");
            server ??= await farm["webA"].Accept();
            await server.Expect("GET / HTTP/1.1\r\nHost: www\r\n\r\n");
            await server.Send(Response[..cut]);
            await Task.Delay(1);
            await server.Send(Response[cut..]);
            await client.Expect(
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nSet-Cookie: SERVERID=A; path=/\r\n\r\nhello");
        }
    }
}
