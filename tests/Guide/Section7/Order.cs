using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Guide.Section7;

/// <summary>Section 7: who waits, and who is next.</summary>
public sealed class Order
{
    private const string Answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    private static readonly string[] Names = ["railsA", "railsB", "railsC"];

    [Fact]
    public async Task Id_7_02_And_07_TheOldestIsNextAndHisPlaceIsLogged()
    {
        await using Stage stage = await Stage.StartLogged(GuideText.Section7, " option httplog\n");
        List<RawConnection> held = await Fill(stage);
        for (int i = 1; i <= 6; i++) await Send(stage, $"/{i}");
        // Three of those at the servers leave, then those who waited: each gives his place to another.
        for (int i = 1; i <= 9; i++)
        {
            int freed = i % 3;
            await Free(held[freed]);
            string place = i <= 3 ? " 0/0 \"GET /held " : $" 0/{i - 3} \"GET /{i - 3} ";
            Assert.Contains(place, await stage.Log.NextRequest());
            if (i > 6) continue;
            held[freed] = await stage[Names[freed]].Accept();
            Assert.StartsWith($"GET /{i} ", await held[freed].ReadThrough());
        }
    }

    /// <summary>
    /// Which of two workers reads first cannot be seen from outside, but the place in the queue is logged.
    /// </summary>
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Id_7_02_And_07_TheOldestIsNextWhicheverWorkerHasHim(int workers)
    {
        const int Count = 12;
        await using Stage stage =
            await Stage.StartLogged(GuideText.Section7, " option httplog\n", workers: workers);
        List<RawConnection> held = await Fill(stage);
        for (int i = 0; i < Count; i++) await Send(stage, $"/{i}");
        List<string> served = [];
        for (int i = 0; i < Count; i++)
        {
            await Free(held[i % 3]);
            held[i % 3] = await stage[Names[i % 3]].Accept();
            served.Add((await held[i % 3].ReadThrough()).Split(' ')[1]);
        }

        foreach (RawConnection last in held) await Free(last);
        Dictionary<string, int> places = [];
        while (places.Count < Count)
        {
            string[] words = (await stage.Log.NextRequest()).Split(' ');
            if (words[^2] != "/held") places.Add(words[^2], int.Parse(words[^4].Split('/')[1]));
        }

        Assert.Equal(Enumerable.Range(1, Count), served.Select(path => places[path]));
    }

    [Theory]
    [InlineData("", "Cookie: SERVERID=B\r\n")]
    [InlineData("Cookie: SERVERID=B\r\n", "")]
    public async Task Id_7_03_OfTwoQueuesTheOlderHeadIsNext(string first, string second)
    {
        await using Stage stage = await Stage.StartLogged(GuideText.Section7);
        List<RawConnection> held = await Fill(stage);
        await using RawConnection one = await Send(stage, "/first", first);
        await using RawConnection two = await Send(stage, "/second", second);
        // Of the twelve, every third is at B.
        await Free(held[1]);
        Assert.StartsWith("GET /first ", await (await stage["railsB"].Accept()).ReadThrough());
        await Free(held[4]);
        Assert.StartsWith("GET /second ", await (await stage["railsB"].Accept()).ReadThrough());
    }

    [Fact]
    public async Task Id_7_03_WithoutACookieAnyServerWillDo()
    {
        await using Stage stage = await Stage.StartLogged(GuideText.Section7);
        List<RawConnection> held = await Fill(stage);
        await using RawConnection user = await Send(stage, "/user", "Cookie: SERVERID=B\r\n");
        await using RawConnection anybody = await Send(stage, "/anybody");
        await Free(held[2]);
        Assert.StartsWith("GET /anybody ", await (await stage["railsC"].Accept()).ReadThrough());
    }

    [Fact]
    public async Task Id_7_07_ThePlaceInAServersOwnQueueIsLogged()
    {
        await using Stage stage = await Stage.StartLogged(GuideText.Section7, " option httplog\n");
        List<RawConnection> held = [];
        for (int i = 0; i < 6; i++)
        {
            await Send(stage, $"/{i}", "Cookie: SERVERID=B\r\n");
            if (i < 4) held.Add(await stage["railsB"].Accept());
        }

        for (int i = 0; i < 6; i++)
        {
            await Free(held[i]);
            int place = i < 4 ? 0 : i - 3;
            Assert.Contains($" {place}/0 \"GET /{i} ", await stage.Log.NextRequest());
            if (i >= 2) continue;
            held.Add(await stage["railsB"].Accept());
            Assert.StartsWith($"GET /{i + 4} ", await held[^1].ReadThrough());
        }
    }

    /// <summary>Twelve requests take the twelve places, in turn.</summary>
    internal static async Task<List<RawConnection>> Fill(Stage stage)
    {
        List<RawConnection> held = [];
        for (int i = 0; i < 12; i++)
        {
            await Send(stage, "/held");
            held.Add(await stage[Names[i % 3]].Accept());
        }

        return held;
    }

    /// <summary>A request that the balancer has read.</summary>
    internal static async Task<RawConnection> Send(Stage stage, string path, string fields = "")
    {
        RawConnection client = await stage.Connect();
        await client.Send($"GET {path} HTTP/1.1\r\nHost: www\r\n{fields}\r\n");
        await stage.HasRead(client);
        return client;
    }

    /// <summary>A server answers one request, which frees its place.</summary>
    internal static async Task Free(RawConnection held)
    {
        await held.Send(Answer);
        held.Close();
    }
}
