using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Weir.Tests.Guide.Section5.Topology;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Guide.Section5;

/// <summary>A local balancer leaves, or dies.</summary>
[Collection(nameof(QuickSites))]
public sealed class Leaving(QuickSites quick)
{
    private Company Company => quick.Company;

    [Fact]
    public async Task Id_5_12_ItLeavesAndNobodyLosesAnything()
    {
        Hop leaving = Company["S1L1"];
        int pid = leaving.Pid;
        Company.Application["W13"].Serve(null);
        await using RawConnection last = await Company.UserAt("office1").Connect();
        await last.Send("GET / HTTP/1.1\r\nHost: www\r\nCookie: SITE=SITE1; JSESSIONID=W13~1\r\n\r\n");
        RawConnection server = await Company.Application["W13"].Accept();
        Company.Application.Open("W13");
        User user = Company.UserAt("office1", "SITE=SITE1; JSESSIONID=W14~123");
        List<string> ways = [(await user.Ask()).Way];

        await using Outage end = await Company.End("S1L1", hop => hop.Leave());
        while (leaving.Listens(80)) ways.Add((await user.Ask()).Way);
        await end.IsKnown();
        ways.Add((await user.Ask()).Way);

        Assert.Equal(["OP1 SD1 S1L1 W14", "OP1 SD1 S1L2 W14"], ways.Distinct());
        Assert.Equal(1, ways.Zip(ways.Skip(1)).Count(pair => pair.First != pair.Second));
        Assert.True(ProcessTree.IsAlive(pid));
        await server.Send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        Assert.EndsWith("\r\n\r\nok", await last.ReadThrough("ok"));
        await Patience.Until(() => !ProcessTree.IsAlive(pid), () => $"it does not end\n{leaving.Log}");
        await end.Mend();
        Assert.Equal("OP1 SD1 S1L1 W14", (await user.Ask()).Way);
    }

    [Fact]
    public async Task Id_5_18_WhenItDiesTheOtherTakesItsUsersToTheirServers()
    {
        User user = Company.UserAt("office1", "SITE=SITE1; JSESSIONID=W14~123");
        await using Outage death = await Company.End("S1L1", hop => hop.Kill());

        // At once, when nobody knows of it, and later.
        Assert.Equal("OP1 SD1 S1L2 W14", (await user.Ask()).Way);
        await death.IsKnown();
        Visit visit = await user.Ask();
        Assert.Equal("OP1 SD1 S1L2 W14", visit.Way);
        Assert.Empty(visit.SetCookies);

        await death.Mend();
        Assert.Equal("OP1 SD1 S1L1 W14", (await user.Ask()).Way);
    }

    [Fact]
    public async Task Id_5_11_And_18_WithoutAnyLocalBalancerTheOtherSiteServes()
    {
        await using Outage first = await Company.End("S1L1", hop => hop.Kill());
        await using Outage second = await Company.End("S1L2", hop => hop.Kill());
        await first.IsKnown();
        await second.IsKnown();
        User user = Company.UserAt("office1");
        Visit visit = await user.Ask();
        Assert.Equal($"OP1 SD1 S2L1 {visit.Server}", visit.Way);
        Assert.Equal($"SITE=SITE2; JSESSIONID={visit.Server}~123", user.Cookies);
        Assert.Equal($"OP1 SD2 S2L1 {visit.Server}", (await user.Ask()).Way);
    }
}
