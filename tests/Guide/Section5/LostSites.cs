using System.Threading.Tasks;
using Weir.Tests.Guide.Section5.Topology;
using Xunit;

namespace Weir.Tests.Guide.Section5;

/// <summary>A site that the offices cannot reach, while the other site can.</summary>
public sealed class LostSites(QuickOffices quick) : IClassFixture<QuickOffices>
{
    private Company Company => quick.Company;

    [Fact]
    public async Task Id_5_07_And_08_TheOtherSitesDirectorFindsTheSessionsServer()
    {
        User known = Company.UserAt("office1", "SITE=SITE1; JSESSIONID=W14~123");
        await using Outage cut = Company.CutOff("site1");
        await cut.IsKnown();

        // The guide's own example.
        Visit example = await known.Send("GET / HTTP/1.0\r\nCookie: SITE=SITE1; JSESSIONID=W14~123;\r\n\r\n");
        Assert.Equal("OP1 SD2 S1L1 W14", example.Way);
        Assert.Contains("\r\nCookie: JSESSIONID=123;\r\n", example.Request);
        Assert.Empty(example.SetCookies);

        await cut.Mend();
        Assert.Equal("OP1 SD1 S1L1 W14", (await known.Ask()).Way);
    }

    [Fact]
    public async Task Id_5_07_And_08_NewUsersStayWithTheSiteThatTheyFound()
    {
        await using Outage cut = Company.CutOff("site1");
        await cut.IsKnown();
        User user = Company.UserAt("office2");
        Visit first = await user.Ask();
        Assert.StartsWith("OP2 SD2 S2L", first.Way);
        Assert.Equal($"SITE=SITE2; JSESSIONID={first.Server}~123", user.Cookies);

        await cut.Mend();
        Visit later = await user.Ask();
        Assert.Equal($"OP2 SD2 S2L1 {first.Server}", later.Way);
        Assert.Empty(later.SetCookies);
        Assert.StartsWith("OP2 SD1 S1L", (await Company.UserAt("office2").Ask()).Way);
    }

    [Fact]
    public async Task Id_5_07_And_15_UsersAtTheSiteNoticeNothing()
    {
        User user = Company.UserAt("site1");
        Visit before = await user.Ask();
        await using Outage cut = Company.CutOff("site1");
        await cut.IsKnown();
        Assert.Equal($"10.1.1.100 SD1 S1L1 {before.Server}", (await user.Ask()).Way);
        User moved = Company.UserAt("site1", "SITE=SITE2; JSESSIONID=W22~9");
        Assert.Equal("10.1.1.100 SD1 S2L1 W22", (await moved.Ask()).Way);
    }

    [Fact]
    public async Task Id_5_16_AnOfficeGoesThroughItsOwnSiteToTheOneThatItCannotReach()
    {
        await using Outage cut = Company.CutOff("site2");
        await cut.IsKnown();
        User moved = Company.UserAt("office1", "SITE=SITE2; JSESSIONID=W23~9");
        Visit visit = await moved.Ask();
        Assert.Equal("OP1 SD1 S2L1 W23", visit.Way);
        Assert.Empty(visit.SetCookies);

        User local = Company.UserAt("office3", "SITE=SITE2; JSESSIONID=W21~9");
        Assert.Equal("OP3 SD1 S2L1 W21", (await local.Ask()).Way);
        User fresh = Company.UserAt("office3");
        Assert.StartsWith("OP3 SD1 S1L", (await fresh.Ask()).Way);
        Assert.StartsWith("SITE=SITE1; ", fresh.Cookies);

        await cut.Mend();
        Assert.Equal("OP1 SD2 S2L1 W23", (await moved.Ask()).Way);
        Assert.StartsWith("OP3 SD1 S1L1 ", (await fresh.Ask()).Way);
    }
}
