using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Wire.Cookies;

/// <summary>One request and one response, of which method, status and cookies vary.</summary>
internal sealed record Exchange
{
    /// <summary>What stands behind <c>cookie S</c>.</summary>
    public required string Words { get; init; }

    public string Method { get; init; } = "GET";

    public string Cookie { get; init; } = "";

    /// <summary>Who must get the request.</summary>
    public string Server { get; init; } = "s1";

    public string CookieAtServer { get; init; } = "";

    /// <summary>What the server says besides a length.</summary>
    public string Set { get; init; } = "";

    public string Status { get; init; } = "200 OK";

    /// <summary>What the client sees of that.</summary>
    public string? SetAtClient { get; init; }

    /// <summary>What the client sees behind it.</summary>
    public string Added { get; init; } = "";

    /// <summary>The last two letters of the termination state in the log; null: not looked at.</summary>
    public string? Flags { get; init; }

    public async Task Play(Product product)
    {
        const string Length = "content-length: 0\r\n";
        string text = Texts.Web($"cookie S {Words}\noption httplog", servers: 2)
            .Replace(".11:80 \n", ".11:80 cookie A\n")
            .Replace(".12:80 \n", ".12:80 cookie B\n");
        await using Farm farm = await Farm.Start(product, text);
        await using RawConnection client = await farm.Connect();
        await client.Send($"{Method} /app HTTP/1.1\r\nhost: www\r\n{Length}{Cookie}\r\n");
        RawConnection server = await farm[Server].Accept();
        await server.Expect($"{Method} /app HTTP/1.1\r\nhost: www\r\n{Length}{CookieAtServer}\r\n");
        string response = $"HTTP/1.1 {Status}\r\n{Set}{Length}\r\n";
        await server.Send(response);
        await client.Expect($"HTTP/1.1 {Status}\r\n{SetAtClient ?? Set}{Length}{Added}\r\n");
        if (Flags is null) return;
        string middle =
            $"web/{Server} */*/*/*/* {Status[..3]} {response.Length}B - - --{Flags} 1/1/0/0/0 0/0";
        await farm.Log.ExpectRequest(client, middle, $"{Method} /app HTTP/1.1");
    }
}
