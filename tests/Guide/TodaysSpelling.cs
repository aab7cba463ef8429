using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Guide;

/// <summary>
/// Each text beside the one that <c>weir convert</c> makes of it: clients and servers see the same. Letters
/// of field names are of either case; the guide's own sections have them as HAProxy 1.x did, and like it say
/// nothing of the connection to who speaks HTTP/1.0 and asks for nothing.
/// </summary>
public sealed partial class TodaysSpelling
{
    [Theory]
    [InlineData("Section1")]
    [InlineData("Section1Source")]
    [InlineData("Section2")]
    [InlineData("Section21")]
    [InlineData("Section31")]
    [InlineData("Section41")]
    [InlineData("Section42")]
    [InlineData("Section7")]
    public async Task ClientsAndServersSeeTheSame(string name)
    {
        GuideText text = (GuideText)typeof(GuideText).GetProperty(name)!.GetValue(null)!;
        GuideText today = text.InTodaysSpelling();
        Assert.NotEqual(text.Text, today.Text);
        Assert.Equal(await Story(text), await Story(today));
    }

    /// <summary>What becomes of some clients, each request as its server saw it.</summary>
    private static async Task<string[]> Story(GuideText text)
    {
        await using Stage stage = await Stage.StartLogged(text);
        foreach (ScriptedServer server in stage.Servers) server.Serve(connection => Echo(server, connection));
        List<string> seen = [];
        for (int client = 1; client <= 3; client++)
        {
            string from = $"10.1.2.{client}";
            string first = await Ask(stage, from, "GET / HTTP/1.1\r\nHost: www\r\n\r\n");
            string cookie = first.Split('\n').First(
                static line => line.StartsWith("set-cookie:", StringComparison.OrdinalIgnoreCase));
            string value = cookie["set-cookie: ".Length..].Split(';')[0];
            seen.Add(first);
            seen.Add(await Ask(stage, from, $"GET /2 HTTP/1.1\r\nHost: www\r\nCookie: a=b; {value}\r\n\r\n"));
            string old = await Ask(stage, from, $"GET /3 HTTP/1.0\r\nCookie: {value}x\r\n\r\n");
            seen.Add(Connection().Replace(old, ""));
            string post = "POST /4 HTTP/1.1\r\nHost: www\r\nContent-Length: 2\r\n\r\nab";
            string posted = await Ask(stage, from, post);
            // Nobody keeps the answer to a POST, and only a section of the guide's kind says so again.
            seen.Add(posted.Replace("Cache-control: private\r\n", "", StringComparison.Ordinal));
        }

        return [.. seen.Select(static one => one.ToLowerInvariant())];
    }

    private static async Task<string> Ask(Stage stage, string from, string request)
    {
        await using RawConnection client = await stage.Connect(from);
        await client.Send(request);
        string head = await client.ReadThrough();
        const string length = "content-length: ";
        string line = head.Split("\r\n").First(
            static line => line.StartsWith(length, StringComparison.OrdinalIgnoreCase));
        return head + await client.Read(int.Parse(line[length.Length..]));
    }

    private static async Task Echo(ScriptedServer server, RawConnection connection)
    {
        while ((await connection.FirstBytes()).Length > 0)
        {
            string request = await connection.ReadThrough();
            if (request.StartsWith("POST", StringComparison.Ordinal)) await connection.Read(2);
            string body = $"{server.Name} {connection.Remote.Address}\n{request}";
            body = request.Contains(" HTTP/1.0\r\n", StringComparison.Ordinal)
                ? Connection().Replace(body, "") : body;
            await connection.Send("HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\n"
                + $"Set-Cookie: JSESSIONID=x; path=/\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        }
    }

    [GeneratedRegex("connection: .*\r\n", RegexOptions.IgnoreCase)]
    private static partial Regex Connection();
}
