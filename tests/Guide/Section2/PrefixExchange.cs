using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Guide.Section2;

/// <summary>
/// One request and one response through section 2's configuration, of which only the cookie lines vary. A
/// line includes its CR LF; an empty text means that the line is not there.
/// </summary>
internal sealed record PrefixExchange
{
    public string Cookie { get; init; } = "";

    /// <summary>The server that must get the request.</summary>
    public string Server { get; init; } = "webA";

    public string CookieAtServer { get; init; } = "";

    public string SetByServer { get; init; } = "";

    public string SetAtClient { get; init; } = "";

    public async Task Play()
    {
        await using Stage stage = await Stage.Start(GuideText.Section2);
        await PlayOn(stage);
    }

    public async Task PlayOn(Stage stage)
    {
        await using RawConnection client = await stage.Connect();
        await client.Send($"GET /app HTTP/1.1\r\nHost: www\r\n{Cookie}Accept: */*\r\n\r\n");
        RawConnection server = await stage[Server].Accept();
        await server.Expect($"GET /app HTTP/1.1\r\nHost: www\r\n{CookieAtServer}Accept: */*\r\n"
            + $"X-Forwarded-For: {Stage.Client}\r\nConnection: close\r\n\r\n");
        await server.Send($"HTTP/1.1 200 OK\r\nServer: x\r\n{SetByServer}Content-Length: 2\r\n\r\nok");
        await client.Expect(
            $"HTTP/1.1 200 OK\r\nServer: x\r\n{SetAtClient}Content-Length: 2\r\nConnection: close\r\n\r\nok");
        await client.ExpectEnd();
    }
}
