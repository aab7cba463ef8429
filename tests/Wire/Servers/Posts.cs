using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Servers;

/// <summary>
/// <c>balance url_param NAME check_post</c>: the parameter may stand in the body of a POST. Of four servers
/// the values 1 to 4 name s2, s3, s4 and s1; requests without the parameter take turns from s1 on.
/// </summary>
public sealed class Posts
{
    private const string FormHead = "POST / HTTP/1.1\r\nhost: www\r\n";

    [Theory]
    [Both("u=1", "2222")]
    [Both("u=2", "3333")]
    [Both("a=1&u=3", "4444")]
    [Both("uu=1&u=3", "4444")]
    [Both("u&u=3", "4444")]
    [Both("a b&u=3", "4444")]
    [Both("a=b\n&u=3", "4444")]
    [Both("u=3 z", "2222")]
    [Both("u=3\r\nzzz", "3333")]
    [Both("u=", "1111")]
    [Both("x=1", "1234")]
    [Both("%75=3", "1234")]
    public async Task TheBodyIsReadAsAForm(Product product, string body, string expected)
    {
        await using Farm farm = await Start(product);
        await ExpectServers(farm, Post(body), expected);
    }

    [Theory]
    [Both("POST /?u=1", "u=3", "2222")]
    [Both("POST /?z=1", "u=3", "4444")]
    [Both("PUT /", "u=3", "1234")]
    [Both("GET /", "u=3", "1234")]
    [Both("POST /", "", "1234")]
    public async Task TheQueryIsAskedFirstAndOnlyPostHasAForm(
        Product product, string line, string body, string expected)
    {
        await using Farm farm = await Start(product);
        await ExpectServers(farm, Request(line, body), expected);
    }

    [Theory]
    [Both("3\r\nu=3\r\n0\r\n\r\n")]
    [Both("4\r\na=1&\r\n3\r\nu=3\r\n0\r\n\r\n")]
    [Both("2\r\nu=\r\n1\r\n3\r\n0\r\n\r\n")]
    public async Task ChunksAreReadTogether(Product product, string body)
    {
        await using Farm farm = await Start(product);
        string head = "POST / HTTP/1.1\r\nhost: www\r\ntransfer-encoding: chunked\r\n\r\n";
        await ExpectServers(farm, head + body, "444");
    }

    [Theory, Both]
    public async Task ABodyThatComesInPiecesIsAwaited(Product product)
    {
        await using Farm farm = await Start(product);
        foreach (int cut in new[] { 0, 1, 3, 9 })
        {
            const string Body = "a=12345&u=3";
            string head = Post(Body)[..^Body.Length];
            await using RawConnection client = await farm.Connect();
            await client.Send(head + Body[..cut]);
            await client.SendBytewise(Body[cut..]);
            Assert.Equal("s4", await Answer(client));
        }
    }

    [Theory, Both]
    public async Task TheServerGetsEveryByte(Product product)
    {
        await using Farm farm = await Farm.Start(product, Text);
        string body = "u=2&" + new string('x', 30000);
        await using RawConnection client = await farm.Connect();
        await client.Send(Post(body));
        RawConnection server = await farm["s3"].Accept();
        await server.Expect(Post(body));
        await server.Send("HTTP/1.1 204 No Content\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 204 ", await client.ReadThrough());
    }

    [Theory]
    [Both(14000, "s4")]
    [Both(40000, "s1")]
    public async Task OnlyTheBeginningOfALargeBodyIsLookedAt(Product product, int before, string expected)
    {
        await using Farm farm = await Start(product);
        await using RawConnection client = await farm.Connect();
        await client.Send(Post(new string('a', before) + "&u=3&" + new string('b', 40000)));
        Assert.Equal(expected, await Answer(client));
    }

    [Theory, Both]
    public async Task PipelinedFormsGoEachItsWay(Product product)
    {
        await using Farm farm = await Start(product);
        await using RawConnection client = await farm.Connect();
        await client.Send(Post("u=3") + Post("u=2") + Post("u=1"));
        Assert.Equal("s4", await Answer(client));
        Assert.Equal("s3", await Answer(client));
        Assert.Equal("s2", await Answer(client));
    }

    [Theory, Both]
    public async Task WhoWaitsToBeAskedForTheBodyIsAsked(Product product)
    {
        await using Farm farm = await Farm.Start(product, Text);
        await using RawConnection client = await farm.Connect();
        await client.Send(FormHead + "expect: 100-continue\r\ncontent-length: 3\r\n\r\n");
        await client.Expect("HTTP/1.1 100 Continue\r\n\r\n");
        await client.Send("u=3");
        // The client has its answer: the server is not asked once more.
        await (await farm["s4"].Accept()).Expect(FormHead + "content-length: 3\r\n\r\nu=3");
    }

    [Theory, Both]
    public async Task ACookieNeedsNoBody(Product product)
    {
        string text = Text.Replace("11:80", "11:80 cookie A") + " cookie C insert indirect\n";
        await using Farm farm = await Farm.Start(product, text);
        await using RawConnection client = await farm.Connect();
        await client.Send(FormHead + "cookie: C=A\r\ncontent-length: 9\r\n\r\nu=3");
        await (await farm["s1"].Accept()).Expect(FormHead + "content-length: 9\r\n\r\nu=3");
    }

    [Theory]
    [Both("timeout http-request 200")]
    [Both("timeout client 200")]
    public async Task ABodyThatNeverComesIsA408(Product product, string line)
    {
        await using Farm farm = await Farm.Start(product, Text + $" {line}\n");
        await using RawConnection client = await farm.Connect();
        await client.Send(FormHead + "content-length: 9\r\n\r\nu=3");
        Assert.Equal(ErrorPages.Last(408), await client.ReadToEnd());
        await farm.Log.ExpectRequest(
            client, "web/<NOSRV> */-1/-1/-1/* 408 0B - - cR-- 1/1/0/0/0 0/0", "POST / HTTP/1.1");
    }

    [Theory, Both]
    public async Task AClientThatLeavesInItsBodyIsLogged(Product product)
    {
        await using Farm farm = await Farm.Start(product, Text);
        await using RawConnection client = await farm.Connect();
        await client.Send(FormHead + "content-length: 9\r\n\r\nu=3");
        client.Finish();
        await client.ExpectClosed();
        await farm.Log.ExpectRequest(
            client, "web/<NOSRV> */-1/-1/-1/* -1 0 - - CR-- 1/1/0/0/0 0/0", "POST / HTTP/1.1");
    }

    [Theory, Both]
    public async Task BrokenChunksAreA400(Product product)
    {
        await using Farm farm = await Farm.Start(product, Text);
        await using RawConnection client = await farm.Connect();
        await client.Send("POST / HTTP/1.1\r\nhost: www\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n");
        Assert.StartsWith("HTTP/1.1 400 Bad request\r\n", await client.ReadToEnd());
    }

    private static string Text => Texts.Web("", servers: 4)
        .Replace("balance roundrobin", "balance url_param u check_post", System.StringComparison.Ordinal);

    private static async Task<Farm> Start(Product product)
    {
        Farm farm = await Farm.Start(product, Text);
        foreach (ScriptedServer server in farm.Servers)
        {
            string name = server.Name;
            server.Serve(async connection =>
            {
                while ((await connection.FirstBytes()).Length > 0)
                {
                    await ReadRequest(connection);
                    await connection.Send($"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{name}");
                }
            });
        }

        return farm;
    }

    /// <summary>Takes one request with its body, so that what follows is the next one.</summary>
    private static async Task ReadRequest(RawConnection connection)
    {
        string head = await connection.ReadThrough();
        if (head.Contains("chunked"))
        {
            await connection.ReadChunked();
            return;
        }

        const string Length = "content-length: ";
        int at = head.IndexOf(Length, System.StringComparison.Ordinal);
        if (at < 0) return;
        await connection.Read(int.Parse(head[(at + Length.Length)..].Split('\r')[0]));
    }

    private static async Task ExpectServers(Farm farm, string request, string expected)
    {
        await using RawConnection client = await farm.Connect();
        string seen = "";
        for (int i = 0; i < expected.Length; i++)
        {
            await client.Send(request);
            seen += (await Answer(client))[1];
        }

        Assert.Equal(expected, seen);
    }

    private static async Task<string> Answer(RawConnection client)
    {
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", await client.ReadThrough());
        return await client.Read(2);
    }

    private static string Post(string body) => Request("POST /", body);

    private static string Request(string line, string body) =>
        $"{line} HTTP/1.1\r\nhost: www\r\ncontent-length: {body.Length}\r\n\r\n{body}";
}
