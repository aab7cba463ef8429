using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Classic;

/// <summary><c>appsession</c>: a client stays where its application's session is (manual of 1.4).</summary>
public sealed class AppSessions
{
    private const string Gone = "2.6 does not know it";
    private const string Line = "appsession JSESSIONID len 8 timeout 3h";

    [Theory]
    [WeirAlone(Gone, "", "/", "cookie: a=b; JSESSIONID=0123456789\r\n")]
    [WeirAlone(Gone, "", "/", "cookie: JSESSIONID=01234567xx\r\n")]
    [WeirAlone(Gone, "", "/x;a=b;jsessionid=0123456789?q", "")]
    [WeirAlone(Gone, " mode query-string", "/x?a=b&JSessionId=0123456789", "")]
    [WeirAlone(Gone, " prefix", "/", "cookie: JSESSIONID=0123456789\r\n")]
    public async Task ItIsFoundByWhatTheServerCalledIt(
        Product product, string words, string target, string fields)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web(Line + words, servers: 2));
        Assert.Equal("s1", await Ask(farm, "/", "", "set-cookie: JSESSIONID=0123456789; path=/\r\n"));
        Assert.Contains(" --NN ", await farm.Log.NextRequest());
        Assert.Equal("s1", await Ask(farm, target, fields));
        Assert.Contains(" --VN ", await farm.Log.NextRequest());
        Assert.Equal("s1", await Ask(farm, target, fields));
        Assert.Contains(" --VN ", await farm.Log.NextRequest());
    }

    [Theory]
    [WeirAlone(Gone, "", "/", "cookie: JSESSIONID=other\r\n")]
    [WeirAlone(Gone, "", "/x?jsessionid=0123456789", "")]
    [WeirAlone(Gone, "", "/", "cookie: jsessionid=0123456789\r\n")]
    [WeirAlone(Gone, " mode query-string", "/x;jsessionid=0123456789", "")]
    public async Task AnyOtherRequestIsBalanced(Product product, string words, string target, string fields)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web(Line + words, servers: 2));
        Assert.Equal("s1", await Ask(farm, "/", "", "set-cookie: JSESSIONID=0123456789\r\n"));
        Assert.Equal("s2", await Ask(farm, target, fields));
        Assert.Equal("s1", await Ask(farm, target, fields));
    }

    [Theory]
    [WeirAlone(Gone, "", "s2")]
    [WeirAlone(Gone, " request-learn", "s1")]
    public async Task WhatOnlyTheClientKnewIsLearntOnRequest(Product product, string words, string next)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web(Line + words, servers: 2));
        const string Cookie = "cookie: JSESSIONID=abc\r\n";
        Assert.Equal("s1", await Ask(farm, "/", Cookie));
        Assert.Equal(next, await Ask(farm, "/", Cookie));
    }

    [Theory]
    [WeirAlone(Gone)]
    public async Task ASessionOfAServerThatIsGoneIsGoneToo(Product product)
    {
        string text = Texts.Web(Line, servers: 2, words: "check inter 50ms fall 1 rise 1");
        await using Farm farm = await Farm.Start(product, text);
        Assert.Equal("s1", await Ask(farm, "/", "", "set-cookie: JSESSIONID=abc\r\n"));
        await farm.Log.NextRequest();
        farm["s1"].Refuse();
        await farm.Log.Event("is DOWN");
        Assert.Equal("s2", await Ask(farm, "/", "cookie: JSESSIONID=abc\r\n"));
        Assert.Contains(" --DN ", await farm.Log.NextRequest());
        farm["s1"].Listen();
        await farm.Log.Event("is UP");
    }

    [Theory]
    [WeirAlone(Gone)]
    public async Task EveryWorkerKnowsEverySession(Product product)
    {
        string text = "global\n nbthread 4\n" + Texts.Web(Line, servers: 4);
        await using Farm farm = await Farm.StartLiteral(product, text);
        string name = await Ask(farm, "/", "", "set-cookie: JSESSIONID=abc\r\n");
        for (int i = 0; i < 12; i++) Assert.Equal(name, await Ask(farm, "/", "cookie: JSESSIONID=abc\r\n"));
    }

    /// <summary>Who answered a request on a connection of its own.</summary>
    private static async Task<string> Ask(Farm farm, string target, string fields, string added = "")
    {
        foreach (ScriptedServer server in farm.Servers)
        {
            server.Answer($"HTTP/1.1 200 OK\r\n{added}content-length: 2\r\n\r\n{server.Name}");
        }

        await using RawConnection client = await farm.Connect();
        await client.Send($"GET {target} HTTP/1.1\r\nhost: w\r\n{fields}\r\n");
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", await client.ReadThrough());
        return await client.Read(2);
    }
}
