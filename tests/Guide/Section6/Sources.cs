using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Guide.Section6;

/// <summary>Section 6: one server, reached from eight addresses in turn.</summary>
public sealed class Sources
{
    private static IEnumerable<string> Eight => Enumerable.Range(1, 8).Select(last => $"10.1.2.{last}");

    [Fact]
    public async Task Id_6_1_And_2_ConnectionsLeaveFromTheEightSourcesInFileOrder()
    {
        await using Stage stage = await Stage.Start(GuideText.Section6);
        Assert.DoesNotContain("from2to1", stage.Balancer.Errors);
        foreach (string source in Eight.Concat(Eight)) Assert.Equal(source, await SourceOfNext(stage));
    }

    [Fact]
    public async Task Id_6_3_EachSourceHoldsManyConnectionsAtOnce()
    {
        const int ForEach = 125; // a thousand in all
        await using Stage stage = await Stage.Start(GuideText.Section6);
        Dictionary<string, int> count = [];
        for (int i = 0; i < ForEach * 8; i++)
        {
            RawConnection client = await stage.Connect("192.168.1.252");
            await client.Send("x");
            RawConnection server = await stage["from1to1"].Accept();
            string source = server.Remote.Address.ToString();
            count[source] = count.GetValueOrDefault(source) + 1;
        }

        Assert.Equal(Eight.Select(source => (source, ForEach)), count.Select(pair => (pair.Key, pair.Value)));
    }

    [Fact]
    public async Task Id_6_4_ChecksUseTheServersSource()
    {
        GuideText text = GuideText.Section6.With("source 10.1.2.7 check", of: "source 10.1.2.7")
            .And(" option httpchk HEAD /index.html HTTP/1.0\n");
        await using Stage stage = await Stage.Start(text, before: s => s["from1to1"].HasChecks = true);
        await stage["from1to1"].NextCheck();
        Assert.Equal("10.1.2.7", stage["from1to1"].CheckedFrom!.Address.ToString());
    }

    [Fact]
    public async Task Id_6_6_APortIsForced()
    {
        GuideText text = GuideText.Section6.With("source 10.1.2.1:4567", of: "source 10.1.2.1");
        await using Stage stage = await Stage.Start(text);
        await using RawConnection client = await stage.Connect("192.168.1.252");
        await client.Send("x");
        RawConnection server = await stage["from1to1"].Accept();
        Assert.Equal("10.1.2.1:4567", server.Remote.ToString());
    }

    /// <summary>Where the server sees the next client's connection come from.</summary>
    internal static async Task<string> SourceOfNext(Stage stage)
    {
        await using RawConnection client = await stage.Connect("192.168.1.252");
        await client.Send("x");
        RawConnection server = await stage["from1to1"].Accept();
        await server.Expect("x");
        return server.Remote.Address.ToString();
    }
}
