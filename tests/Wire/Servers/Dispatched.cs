using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Weir.Tests.Wire.Plain;
using Xunit;

namespace Weir.Tests.Wire.Servers;

/// <summary>
/// <c>dispatch</c>: where everything goes that no cookie has bound. Its address, last byte 19, is played by
/// the server <c>there</c> of a section that nobody asks.
/// </summary>
public sealed class Dispatched
{
    private const string Get = "GET / HTTP/1.1\r\nhost: www\r\n\r\n";
    private const string Cookie = "cookie S insert indirect";
    private const string Played = "backend nobody\n server there 192.168.1.19:80\n";

    [Theory, Both]
    public async Task BytesGoThereAndNoServerIsNamed(Product product)
    {
        string text = Tcp() + Played;
        await using Farm farm = await PlainText.Start(product, text);
        await using RawConnection client = await farm.Connect();
        await client.Send("hello");
        RawConnection there = await farm["there"].Accept();
        await there.Expect("hello");
        await there.Send("you");
        there.Finish();
        Assert.Equal("you", await client.ReadToEnd());
        client.Close();
        await PlainText.ExpectLine(farm, client, "raw/<NOSRV> */*/* 3 -- 1/1/0/0/0 0/0");
    }

    [Theory, Both]
    public async Task ARefusalEndsTheClientWithoutAByte(Product product)
    {
        string text = Tcp("retries 1\ntimeout connect 100") + Played;
        await using Farm farm = await PlainText.Start(product, text);
        farm["there"].Refuse();
        await using RawConnection client = await farm.Connect();
        await client.Send("hello");
        await client.ExpectClosed();
        await PlainText.ExpectLine(farm, client, "raw/<NOSRV> */-1/* 0 SC 1/1/0/0/1 0/0");
    }

    [Theory, Both]
    public async Task RequestsGoThereAndAreLogged(Product product)
    {
        await using Farm farm = await Start(product, Http());
        await using RawConnection client = await farm.Connect();
        for (int i = 0; i < 2; i++)
        {
            await client.Send(Get);
            Assert.Equal("there", await Body(client));
            await farm.Log.ExpectRequest(
                client, "web/<NOSRV> */*/*/*/* 200 43B - - ---- 1/1/0/0/0 0/0", "GET / HTTP/1.1");
        }
    }

    [Theory]
    [Both("")]
    [Both("option redispatch")]
    public async Task ARefusedRequestIsTriedAgainThere(Product product, string line)
    {
        string text = Http($"{line}\nretries 2\ntimeout connect 100ms");
        await using Farm farm = await Farm.Start(product, text);
        farm["there"].Refuse();
        await using RawConnection client = await farm.Connect();
        await client.Send(Get);
        await client.Expect(ErrorPages.Keeping(503));
        await farm.Log.ExpectRequest(
            client, "web/<NOSRV> */*/-1/-1/* 503 0B - - SC-- 1/1/0/0/2 0/0", "GET / HTTP/1.1");
    }

    [Theory]
    [Both("", "there", "--NN")]
    [Both("S=a", "s1", "--VN")]
    [Both("S=b", "s2", "--VN")]
    [Both("S=z", "there", "--IN")]
    public async Task AKnownCookieGoesToItsServerAndNobodyGetsOne(
        Product product, string cookie, string expected, string state)
    {
        await using Farm farm = await Start(product, Http(Cookie, servers: 2));
        await using RawConnection client = await farm.Connect();
        string field = cookie.Length == 0 ? "" : $"cookie: {cookie}\r\n";
        await client.Send($"GET / HTTP/1.1\r\nhost: www\r\n{field}\r\n");
        Assert.DoesNotContain("set-cookie", await client.ReadThrough());
        Assert.Equal(expected, await client.Read(expected.Length));
        string name = expected == "there" ? "<NOSRV>" : expected;
        int bytes = 38 + expected.Length;
        await farm.Log.ExpectRequest(
            client, $"web/{name} */*/*/*/* 200 {bytes}B - - {state} 1/1/0/0/0 0/0", "GET / HTTP/1.1");
    }

    [Theory]
    [Both("insert indirect")]
    [Both("rewrite")]
    [Both("prefix")]
    public async Task WhatSetsTheCookieThereIsPassedOn(Product product, string mode)
    {
        await using Farm farm = await Farm.Start(product, Http($"cookie S {mode}", servers: 1));
        const string Response = "HTTP/1.1 204 No Content\r\nset-cookie: S=x; path=/q\r\n\r\n";
        farm["there"].Answer(Response);
        await using RawConnection client = await farm.Connect();
        await client.Send(Get);
        await client.Expect(Response);
        Assert.Contains(" --NP ", await farm.Log.NextRequest());
    }

    [Theory, Both]
    public async Task RedispatchLeadsFromADeadServerThere(Product product)
    {
        string text = Http(Cookie + "\noption redispatch\nretries 1\ntimeout connect 100ms", servers: 1);
        await using Farm farm = await Start(product, text);
        farm["s1"].Refuse();
        await using RawConnection client = await farm.Connect();
        await client.Send("GET / HTTP/1.1\r\nhost: www\r\ncookie: S=a\r\n\r\n");
        Assert.Equal("there", await Body(client));
        await farm.Log.ExpectRequest(
            client, "web/<NOSRV> */*/*/*/* 200 43B - - --DN 1/1/0/0/+1 0/0", "GET / HTTP/1.1");
    }

    [Theory]
    [WeirAlone("haproxy does not see that the server is down where nothing is balanced")]
    public async Task ACookieOfAServerThatIsDownIsServedThere(Product product)
    {
        string text = Http(Cookie, servers: 1, words: "check inter 200");
        await using Farm farm = await Start(product, text);
        farm["s1"].Refuse();
        string down = await farm.Log.Event("Server web/s1 is DOWN");
        Assert.Contains(" 0 active and 0 backup servers left. ", down);
        await using RawConnection client = await farm.Connect();
        await client.Send("GET / HTTP/1.1\r\nhost: www\r\ncookie: S=a\r\n\r\n");
        Assert.Equal("there", await Body(client));
        await farm.Log.ExpectRequest(
            client, "web/<NOSRV> */*/*/*/* 200 43B - - --DN 1/1/0/0/0 0/0", "GET / HTTP/1.1");
    }

    [Theory]
    [Both("balance roundrobin\n dispatch 192.168.1.19:80")]
    [Both("dispatch 192.168.1.19:80\n balance roundrobin")]
    public async Task BesideBalanceItIsIgnoredWithAWarning(Product product, string lines)
    {
        string text = Http(servers: 2).Replace("dispatch 192.168.1.19:80", lines);
        await using Farm farm = await Start(product, text);
        await farm.Balancer.Complains("dispatch address of proxy 'web' will be ignored in balance mode.");
        await using RawConnection client = await farm.Connect();
        foreach (string server in new[] { "s1", "s2", "s1" })
        {
            await client.Send(Get);
            Assert.Equal(server, await Body(client));
        }
    }

    [Theory, Both]
    public async Task TheSourceHoldsForItToo(Product product)
    {
        await using Farm farm = await Farm.Start(product, Http("source 10.1.2.7"));
        await using RawConnection client = await farm.Connect();
        await client.Send(Get);
        Assert.Equal(farm.Net.Address(7), (await farm["there"].Accept()).Remote.Address);
    }

    [Theory, Both]
    public async Task WhatWaitsForAServerGoesToThatServer(Product product)
    {
        await using Farm farm = await Farm.Start(product, Http(Cookie, servers: 1, words: "maxconn 1"));
        const string Bound = "GET / HTTP/1.1\r\nhost: www\r\ncookie: S=a\r\n\r\n";
        await using RawConnection first = await farm.Connect();
        await first.Send(Bound);
        RawConnection server = await farm["s1"].Accept();
        await using RawConnection second = await farm.Connect();
        await second.Send(Bound);
        await using RawConnection other = await farm.Connect();
        await other.Send(Get);
        await (await farm["there"].Accept()).Expect(Get);
        await server.ReadThrough();
        await server.Send("HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n");
        await (await farm["s1"].Accept()).Expect(Get);
    }

    private static string Tcp(string lines = "") => PlainText.Raw(lines, 0)
        .Replace("balance roundrobin", "dispatch 192.168.1.19:80");

    private static string Http(string lines = "", int servers = 0, string words = "")
    {
        string text = Texts.Web(lines, servers, words)
            .Replace("balance roundrobin", "dispatch 192.168.1.19:80");
        return text.Replace("11:80 ", "11:80 cookie a ").Replace("12:80 ", "12:80 cookie b ") + Played;
    }

    private static async Task<Farm> Start(Product product, string text)
    {
        Farm farm = await Farm.Start(product, text);
        farm.AnswerWithNames();
        return farm;
    }

    private static async Task<string> Body(RawConnection client)
    {
        string head = await client.ReadThrough();
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", head);
        return await client.Read(head.Contains("length: 5") ? 5 : 2);
    }
}
