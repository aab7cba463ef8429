using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Sticks;

/// <summary>A client is sent to the server that a table has for it (manual, "stick on").</summary>
public sealed class StickTables
{
    [Theory, Both]
    public async Task AKeyStaysWhereItWasFirstAnswered(Product product)
    {
        await using Farm farm = await Farm.Start(product, StickText.Web());
        // The fifth is cut to the fourth's length and is the same key then; without a key all is balanced.
        Assert.Equal("s1 s1 s2 s1 s1 s2 s2 s1",
            await StickText.AskAll(farm, "k1", "k1", "k2", "longer", "longest", null, "k2", "k1"));
        Assert.EndsWith(" - - ---- 1/1/0/0/0 0/0 \"GET / HTTP/1.1\"", await farm.Log.NextRequest());
    }

    [Theory, Both]
    public async Task ATableThatKeepsAllTakesNothingNewWhenItIsFull(Product product)
    {
        string text = StickText.Web(table: "type integer size 2 nopurge");
        await using Farm farm = await Farm.Start(product, text);
        Assert.Equal("s1 s2 s1 s2 s1 s2 s1", await StickText.AskAll(farm, "1", "2", "3", "4", "1", "2", "3"));
    }

    [Theory, Both]
    public async Task AFullTableGivesUpTheOldest(Product product)
    {
        string text = StickText.Web(table: "type ip size 2");
        await using Farm farm = await Farm.Start(product, text);
        Assert.Equal("s1 s2 s1 s2 s1 s2", await StickText.AskAll(
            farm, "192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4", null, "192.0.2.1"));
    }

    [Theory, Both]
    public async Task OneKeyOfATableIsStoredTheFirstThatThereIs(Product product)
    {
        await using Farm farm = await Farm.Start(product, StickText.Web("stick on url_param(q)"));
        Assert.Equal("s1", await StickText.Ask(farm, "1"));
        Assert.Equal("s2", await StickText.Ask(farm, null, target: "/?q=2"));
        Assert.Equal("s1", await StickText.Ask(farm, "3", target: "/?q=2")); // 'x' is new: no 'q'
        Assert.Equal("s2", await StickText.Ask(farm, null, target: "/?q=2"));
        Assert.Equal("s1", await StickText.Ask(farm, "3", target: "/?q=9"));
        Assert.Equal("s2", await StickText.Ask(farm, null, target: "/?q=9")); // it was not stored
    }

    [Theory, Both]
    public async Task ACookieComesFirstAndIsNotGivenToWhoIsKnown(Product product)
    {
        string text = StickText.Web("cookie SRV insert indirect", words: "cookie c");
        await using Farm farm = await Farm.Start(product, text);
        Assert.Equal("s1", await StickText.Ask(farm, "a"));
        Assert.Contains(" --NI ", await farm.Log.NextRequest());
        Assert.Equal("s1", await StickText.Ask(farm, "a"));
        Assert.Contains(" --NN ", await farm.Log.NextRequest());
        Assert.Equal("s1", await StickText.Ask(farm, "a", "cookie: SRV=none\r\n"));
        Assert.Contains(" --IN ", await farm.Log.NextRequest());
    }

    [Theory, Both]
    public async Task TheServerThatHasAnsweredIsStored(Product product)
    {
        await using Farm farm = await Farm.Start(product, StickText.Web("retries 1\noption redispatch"));
        Assert.Equal("s1", await StickText.Ask(farm, "a"));
        await farm.Log.NextRequest();
        farm["s1"].Refuse();
        Assert.Equal("s2", await StickText.Ask(farm, "a"));
        string line = await farm.Log.NextRequest();
        Assert.Contains(" web/s2 ", line);
        Assert.EndsWith(" - - ---- 1/1/0/0/+1 0/0 \"GET / HTTP/1.1\"", line);
        farm["s1"].Listen();
        Assert.Equal("s2 s2", await StickText.AskAll(farm, "a", "a"));
    }

    [Theory, Both]
    public async Task AServerThatGaveNoAnswerIsNotStored(Product product)
    {
        await using Farm farm = await Farm.Start(product, StickText.Web());
        await using RawConnection client = await farm.Connect();
        await client.Send("GET / HTTP/1.1\r\nhost: w\r\nx: a\r\n\r\n");
        RawConnection server = await farm["s1"].Accept();
        await server.ReadThrough();
        server.Close();
        Assert.StartsWith("HTTP/1.1 502 ", await client.ReadThrough());
        Assert.Equal("s2 s2", await StickText.AskAll(farm, "a", "a"));
    }

    [Theory]
    [Both("", "s2")]
    [Both("option persist\nretries 0", "s1")]
    [Both("force-persist if { hdr(x) a }\nretries 0", "s1")]
    [Both("ignore-persist if { hdr(x) a }\noption persist\nretries 0", "s1")]
    public async Task AServerThatIsDownServesIfLinesSaySo(Product product, string lines, string expected)
    {
        string text = StickText.Web(lines, words: "check inter 50ms fall 1 rise 1");
        await using Farm farm = await Farm.Start(product, text);
        Assert.Equal("s1", await StickText.Ask(farm, "a"));
        await farm.Log.NextRequest();
        farm["s1"].Refuse();
        await farm.Log.Event("is DOWN");
        if (expected == "s2")
        {
            Assert.Equal("s2", await StickText.Ask(farm, "a"));
        }
        else
        {
            await using RawConnection client = await farm.Connect();
            await client.Send("GET / HTTP/1.1\r\nhost: w\r\nx: a\r\n\r\n");
            Assert.StartsWith("HTTP/1.1 503 ", await client.ReadThrough());
            Assert.Contains(" web/s1 ", await farm.Log.NextRequest());
        }

        farm["s1"].Listen();
        await farm.Log.Event("is UP");
        Assert.Equal(expected, await StickText.Ask(farm, "a")); // the entry has moved with the answer
    }

    [Theory, Both]
    public async Task WhatTheServerSaysIsAKeyToo(Product product)
    {
        string lines = "stick-table type string size 100\nstick store-response res.cook(SID)\n"
            + "stick match cookie(SID) if METH_GET";
        await using Farm farm = await Farm.Start(product, Texts.Web(lines, servers: 2));
        const string Sets = "set-cookie: SID=abc; path=/\r\n";
        Assert.Equal("s1", await StickText.Ask(farm, null, added: Sets));
        Assert.Equal("s2", await StickText.Ask(farm, null));
        Assert.Equal("s1", await StickText.Ask(farm, null, "cookie: SID=xyz\r\n"));
        Assert.Equal("s1", await StickText.Ask(farm, null, "cookie: SID=abc\r\n"));
        Assert.Equal("s1", await StickText.Ask(farm, null, "cookie: SID=abc\r\n"));
    }

    [Theory, Both]
    public async Task ANonStickServerIsNotStored(Product product)
    {
        string text = StickText.Web().Replace("192.168.1.11:80 ", "192.168.1.11:80 non-stick");
        await using Farm farm = await Farm.Start(product, text);
        Assert.Equal("s1 s2 s1 s2 s2", await StickText.AskAll(farm, "a", "b", "a", "a", "a"));
    }

    [Theory, Both]
    public async Task EveryWorkerKnowsEveryKey(Product product)
    {
        string text = StickText.Web().Replace("balance roundrobin", "balance random");
        await using Farm farm = await Farm.StartLiteral(product, "global\n nbthread 4\n" + text);
        string name = await StickText.Ask(farm, "a");
        for (int i = 0; i < 12; i++) Assert.Equal(name, await StickText.Ask(farm, "a"));
    }
}
