using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Section1;

/// <summary>
/// One request and one response through the guide's first configuration, of which only the cookie lines vary.
/// A line includes its CR LF; an empty text means that the line is not there.
/// </summary>
internal sealed record CookieExchange
{
    public string Cookie { get; init; } = "";

    /// <summary>The server that must get the request.</summary>
    public string Server { get; init; } = "webA";

    public string CookieAtServer { get; init; } = "";

    public string SetCookieByServer { get; init; } = "";

    public string SetCookieAtClient { get; init; } = "";

    /// <summary>The last two letters of the termination state in the log.</summary>
    public required string Flags { get; init; }

    public async Task Play(Product product)
    {
        await using Farm farm = await Farm.Start(product, Guide.Section1);
        await using RawConnection client = await farm.Connect();
        await client.Send($"GET /app HTTP/1.1\r\nHost: www\r\n{Cookie}\r\n");
        RawConnection server = await farm[Server].Accept();
        await server.Expect($"GET /app HTTP/1.1\r\nHost: www\r\n{CookieAtServer}\r\n");
        string response = $"HTTP/1.1 200 OK\r\n{SetCookieByServer}Content-Length: 2\r\n\r\nok";
        await server.Send(response);
        string atClient = SetCookieByServer == SetCookieAtClient
            ? $"HTTP/1.1 200 OK\r\n{SetCookieAtClient}Content-Length: 2\r\n\r\nok"
            : $"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n{SetCookieAtClient}\r\nok";
        await client.Expect(atClient);
        string middle = $"webfarm/{Server} */*/*/*/* 200 {response.Length}B - - --{Flags} 1/1/0/0/0 0/0";
        await farm.Log.ExpectRequest(client, middle, "GET /app HTTP/1.1");
        Assert.Equal(1, farm[Server].Arrivals);
    }
}
