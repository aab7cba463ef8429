using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Stats;

/// <summary>The page is made by another process than serves traffic: that may be away, or busy.</summary>
public sealed class Keeper
{
    private const string Alone = "statistics are a process of their own";
    private const string Ask = "GET /s HTTP/1.1\r\nhost: www\r\n\r\n";
    private const string Get = "GET / HTTP/1.1\r\nhost: www\r\n\r\n";
    private const int SigStop = 19;
    private const int SigCont = 18;
    private const int ManyServers = 4000; // so many that the page is more than all buffers hold
    private const int SmallBuffer = 4096;

    [Theory, WeirAlone(Alone)]
    public async Task WhoAsksWhileItIsReplacedIsAnsweredByTheNext(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web("stats uri /s"));
        await ReadPage(farm); // one that ends before it could serve ends the start
        await using RawConnection client = await farm.Connect();
        ProcessTree.Signal(await KeeperOf(farm), ProcessTree.SigKill);
        await client.Send(Ask);
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", await client.ReadThrough());
        Assert.EndsWith("</html>\n", await client.ReadChunked());
    }

    [Theory, WeirAlone(Alone)]
    public async Task WhatItWasOrderedHoldsForTheNext(Product product)
    {
        await using Farm farm = await Farm.Start(
            product, Texts.Web("stats uri /s\nstats admin if TRUE", servers: 2));
        await using RawConnection client = await farm.Connect();
        const string form = "s=s1&action=maint&b=web";
        await client.Send($"POST /s HTTP/1.1\r\nhost: www\r\ncontent-length: {form.Length}\r\n\r\n{form}");
        Assert.Contains(";st=DONE", await client.ReadThrough());
        ProcessTree.Signal(await KeeperOf(farm), ProcessTree.SigKill);
        await client.Send("GET /s;csv HTTP/1.1\r\nhost: www\r\n\r\n");
        await client.ReadThrough();
        Assert.Contains(",MAINT,", await client.ReadChunked());
    }

    [Theory, WeirAlone(Alone)]
    public async Task TrafficGoesOnWhileItStandsStill(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web("stats uri /s"));
        int keeper = await KeeperOf(farm);
        ProcessTree.Signal(keeper, SigStop);
        await using RawConnection asks = await farm.Connect();
        await asks.Send(Ask);
        (RawConnection client, RawConnection server) = await farm.Pass(Get);
        await server.Send("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", await client.ReadThrough());
        Assert.False(asks.HasBytes);
        ProcessTree.Signal(keeper, SigCont);
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", await asks.ReadThrough());
    }

    [Theory, WeirAlone(Alone)]
    public async Task SlowReadersHoldNobodyUpAndCostNoMemory(Product product)
    {
        await using Farm farm = await Farm.Start(product, Large());
        int keeper = await KeeperOf(farm);
        string whole = await ReadPage(farm);
        Assert.Equal(ManyServers + 2, Lines(whole));
        long before = MemoryOf(keeper);
        List<RawConnection> slow = [];
        for (int i = 0; i < 30; i++)
        {
            slow.Add(await farm.Connect(receiveBuffer: SmallBuffer));
            await slow[^1].Send(Ask);
            await slow[^1].FirstBytes();
        }

        Assert.Equal(ManyServers + 2, Lines(await ReadPage(farm)));
        Assert.InRange(MemoryOf(keeper) - before, long.MinValue, slow.Count * (whole.Length / 8));
        await slow[0].ReadThrough();
        Assert.Equal(ManyServers + 2, Lines(await slow[0].ReadChunked()));
        slow.ForEach(static one => one.Close());
    }

    [Theory, WeirAlone(Alone)]
    public async Task APageThatIsCutOffDoesNotLookWhole(Product product)
    {
        await using Farm farm = await Farm.Start(product, Large());
        await using RawConnection client = await farm.Connect(receiveBuffer: SmallBuffer);
        await client.Send(Ask);
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", await client.ReadThrough());
        ProcessTree.Signal(await KeeperOf(farm), ProcessTree.SigKill);
        string rest = await client.ReadToEnd();
        Assert.DoesNotContain("</html>", rest);
        Assert.False(rest.EndsWith("0\r\n\r\n", StringComparison.Ordinal));
        Assert.Equal(ManyServers + 2, Lines(await ReadPage(farm)));
    }

    [Theory, WeirAlone(Alone)]
    public async Task NothingIsLeftBehind(Product product)
    {
        await using Farm farm = await Farm.StartWarm(product, Texts.Web("stats uri /s\nstats auth a:b"));
        for (int i = 0; i < 10; i++)
        {
            await using RawConnection client = await farm.Connect();
            await client.Send(i % 2 == 0 ? Ask : Ask.Replace("host", "authorization: Basic YTpi\r\nhost"));
            await client.FirstBytes();
            if (i % 3 == 0) client.Reset();
        }

        await farm.ExpectNothingLeft();
    }

    private static async Task<string> ReadPage(Farm farm)
    {
        await using RawConnection client = await farm.Connect();
        await client.Send(Ask);
        await client.ReadThrough();
        return await client.ReadChunked();
    }

    private static int Lines(string page) => page.Split("<th scope=\"row\"").Length - 1;

    /// <summary>Servers that nobody has to play: nothing is sent to them.</summary>
    private static string Large()
    {
        StringBuilder text = new(Texts.Web("stats uri /s", servers: 0));
        for (int i = 0; i < ManyServers; i++) text.Append($" server s{i} [::1]:1\n");
        return text.ToString();
    }

    /// <summary>It may be the last to be started.</summary>
    private static async Task<int> KeeperOf(Farm farm)
    {
        int found = 0;
        await Patience.Until(
            () => (found = farm.Balancer.Processes.FirstOrDefault(IsKeeper)) != 0, static () => "no keeper");
        return found;
    }

    private static bool IsKeeper(int pid) =>
        File.ReadAllText($"/proc/{pid}/cmdline").Split('\0').ElementAtOrDefault(1) == "keeper";

    /// <summary>Bytes that it has in memory of its own.</summary>
    private static long MemoryOf(int pid)
    {
        const string Name = "RssAnon:";
        string line = File.ReadLines($"/proc/{pid}/status")
            .First(static one => one.StartsWith(Name, StringComparison.Ordinal));
        return long.Parse(line[Name.Length..].Replace("kB", "").Trim()) * 1024;
    }
}
