using System.Threading.Tasks;
using Weir.Tests.Guide.Section5.Topology;
using Xunit;

namespace Weir.Tests.Guide.Section5;

/// <summary>The application fails at a site, or one of its servers wants no new users.</summary>
[Collection(nameof(QuickSites))]
public sealed class LostServers(QuickSites quick)
{
    private Company Company => quick.Company;

    [Fact]
    public async Task Id_5_11_ASiteWithoutItsApplicationUsesTheOtherOne()
    {
        User old = Company.UserAt("office1", "SITE=SITE1; JSESSIONID=W14~9");
        User local = Company.UserAt("site1");
        await using Outage stopped = Company.StopApplication("site1");
        await stopped.IsKnown();

        // The director, who is up for the offices, reports the other site: next time they go there.
        foreach (User user in new[] { old, Company.UserAt("office1") })
        {
            Visit moved = await user.Ask();
            Assert.Equal($"OP1 SD1 S2L1 {moved.Server}", moved.Way);
            Assert.Contains("SITE=SITE2; path=/", moved.SetCookies);
        }

        User fresh = Company.UserAt("office2");
        Visit first = await fresh.Ask();
        Assert.Equal($"SITE=SITE2; JSESSIONID={first.Server}~123", fresh.Cookies);
        Assert.Equal($"OP2 SD2 S2L1 {first.Server}", (await fresh.Ask()).Way);
        Assert.StartsWith("10.1.1.100 SD1 S2L1 ", (await local.Ask()).Way);

        await stopped.Mend();
        Assert.Equal($"OP2 SD2 S2L1 {first.Server}", (await fresh.Ask()).Way);
        Assert.StartsWith("OP2 SD1 S1L", (await Company.UserAt("office2").Ask()).Way);
    }

    [Fact]
    public async Task Id_5_17_AServerThatClosesPort81KeepsItsUsersAndGetsNoNewOnes()
    {
        User user = Company.UserAt("office1", "SITE=SITE1; JSESSIONID=W14~123");
        await user.Ask("/before");
        Assert.Contains("/W14 ", await Company["S1L1"].LineWith("GET /before "));
        await using Outage closed = Company.ClosePort81("W14");
        await closed.IsKnown();

        Visit visit = await user.Ask("/after");
        Assert.Equal("OP1 SD1 S1L1 W14", visit.Way);
        Assert.Empty(visit.SetCookies);
        Assert.Contains("/B14 ", await Company["S1L1"].LineWith("GET /after "));
        for (int i = 0; i < 12; i++) Assert.NotEqual("W14", (await Company.UserAt("office1").Ask()).Server);
    }
}
