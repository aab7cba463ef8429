using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Weir.Tests.Guide.Section5.Topology;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Guide.Section5;

/// <summary>Who goes where while everything works, on the guide's files as they stand there.</summary>
public sealed class Ways(WrittenCompany written) : IClassFixture<WrittenCompany>
{
    private Company Company => written.Company;

    [Theory]
    [InlineData("office1", "OP1 SD1 S1L", 1)]
    [InlineData("office2", "OP2 SD1 S1L", 1)]
    [InlineData("office3", "OP3 SD2 S2L", 2)]
    public async Task Id_5_02_And_06_ANewUserGoesToHisOfficesSiteAndGetsBothCookies(
        string office, string way, int site)
    {
        List<Visit> visits = [];
        for (int i = 0; i < 16; i++) visits.Add(await Company.UserAt(office).Ask());

        Assert.All(visits, visit =>
        {
            Assert.StartsWith(way, visit.Way);
            Assert.Equal(
                [$"JSESSIONID={visit.Server}~123; path=/app", $"SITE=SITE{site}; path=/"], visit.SetCookies);
        });
        string[] servers = [.. visits.Select(visit => visit.Server).Distinct().Order()];
        Assert.Equal([$"W{site}1", $"W{site}2", $"W{site}3", $"W{site}4"], servers);
    }

    [Theory]
    [InlineData("office1", "SD1", "S1L1", "S1L2")]
    [InlineData("site2", "SD2", "S2L1", "S2L2")]
    public async Task Id_5_02_TheLocalBalancersTakeTurns(
        string place, string director, string one, string other)
    {
        // The offices' checks of the director take turns with them: all that it balanced so far counts.
        const int Users = 20;
        const int OfficesWithACheckUnderWay = 3;
        for (int i = 0; i < Users; i++) await Company.UserAt(place).Ask($"/{i}-at-{place}");
        await Company[director].LineWith($"GET /{Users - 1}-at-{place} ");

        string[] balanced = [.. Company[director].Log.Split('\n').Where(line => line.Contains(" --NI "))];
        int ofOne = balanced.Count(line => line.Contains($"/{one} "));
        Assert.True(balanced.Length >= Users);
        Assert.Equal(balanced.Length - ofOne, balanced.Count(line => line.Contains($"/{other} ")));
        Assert.InRange(
            balanced.Length - 2 * ofOne, -1 - OfficesWithACheckUnderWay, 1 + OfficesWithACheckUnderWay);
    }

    [Fact]
    public async Task Id_5_03_AKnownUserReachesHisServerAndNothingIsSetAgain()
    {
        User user = Company.UserAt("office1", "SITE=SITE1; JSESSIONID=W14~123");
        Visit visit = await user.Ask("/known");

        Assert.Equal("OP1 SD1 S1L1 W14", visit.Way);
        Assert.Equal(
            "GET /known HTTP/1.1\r\nHost: www\r\nCookie: JSESSIONID=123\r\n"
                + "X-Forwarded-For: 192.168.1.1\r\nX-Forwarded-For: 10.1.1.1\r\nConnection: close\r\n\r\n",
            visit.Request);
        Assert.Empty(visit.SetCookies);
        Assert.Contains(" ---- ", await Company["OP1"].LineWith("GET /known "));
        Assert.Contains(" --VN ", await Company["SD1"].LineWith("GET /known "));
        Assert.Contains(" --VN ", await Company["S1L1"].LineWith("GET /known "));
    }

    [Fact]
    public async Task Id_5_03_WhatANewUserWasGivenLeadsHimToTheSameServerAgain()
    {
        User user = Company.UserAt("office1");
        Visit first = await user.Ask();
        for (int i = 0; i < 4; i++)
        {
            Visit again = await user.Ask();
            Assert.Equal(first.Server, again.Server);
            Assert.Empty(again.SetCookies);
        }
    }

    [Theory]
    [InlineData("office1", "SITE1", "OP1 SD1 S1L1")]
    [InlineData("site1", "SITE1", "10.1.1.100 SD1 S1L1")]
    [InlineData("office3", "SITE2", "OP3 SD2 S2L1")]
    public async Task Id_5_04_TheFirstBalancerOfASiteGetsAllWhoHoldItsCookie(
        string place, string site, string way)
    {
        for (int i = 0; i < 8; i++)
        {
            Visit visit = await Company.UserAt(place, $"SITE={site}").Ask();
            Assert.Equal($"{way} {visit.Server}", visit.Way);
        }
    }

    [Theory]
    [InlineData("office1", "SITE=SITE2; JSESSIONID=W23~9", "OP1 SD2 S2L1 W23")]
    [InlineData("office3", "SITE=SITE1; JSESSIONID=W12~9", "OP3 SD1 S1L1 W12")]
    public async Task Id_5_05_ACookieLeadsToTheBackupWhileTheOtherIsUp(
        string office, string cookies, string way)
    {
        Visit visit = await Company.UserAt(office, cookies).Ask();
        Assert.Equal(way, visit.Way);
        Assert.Empty(visit.SetCookies);
    }

    [Theory]
    [InlineData("office2", "SITE=SITE1; JSESSIONID=W14~9", "192.168.2.1", "10.1.1.1")]
    [InlineData("office2", "SITE=SITE2; JSESSIONID=W24~9", "192.168.2.1", "10.2.1.1")]
    [InlineData("site1", "SITE=SITE1; JSESSIONID=W14~9", "10.1.1.100", "10.1.1.1")]
    public async Task Id_5_09_EachHopAddsItsClientInALineOfItsOwnOldestFirst(
        string place, string cookies, string client, string director)
    {
        Visit visit = await Company.UserAt(place).Send(
            $"GET / HTTP/1.1\r\nHost: www\r\nX-Forwarded-For: 1.2.3.4\r\nCookie: {cookies}\r\n\r\n");
        Assert.EndsWith(
            "\r\nX-Forwarded-For: 1.2.3.4\r\nCookie: JSESSIONID=9\r\n"
                + $"X-Forwarded-For: {client}\r\nX-Forwarded-For: {director}\r\nConnection: close\r\n\r\n",
            visit.Request);
    }

    [Fact]
    public async Task Id_5_10_EveryRequestOfAKeptUserIsAnalysed()
    {
        User user = Company.UserAt("office1");
        await using RawConnection connection = await user.Connect();
        Visit first = await user.Ask(connection);
        Visit second = await user.Ask(connection);
        Assert.Equal($"OP1 SD1 S1L1 {first.Server}", second.Way);
        Assert.Empty(second.SetCookies);
        foreach ((string cookies, string way) in new[]
                 {
                     ("SITE=SITE2; JSESSIONID=W23~9", "OP1 SD2 S2L1 W23"),
                     ("SITE=SITE1; JSESSIONID=W12~9", "OP1 SD1 S1L1 W12"),
                 })
        {
            Visit visit = await Company.UserAt("office1", cookies).Ask(connection);
            Assert.Equal(way, visit.Way);
            Assert.Contains("\r\nCookie: JSESSIONID=9\r\n", visit.Request);
        }
    }

    [Fact]
    public async Task Id_5_10_OnlyLocalBalancersCloseConnections()
    {
        User user = Company.UserAt("office2", "SITE=SITE1; JSESSIONID=W11~9");
        await using RawConnection connection = await user.Connect();
        Visit visit = await user.Ask(connection);
        Assert.DoesNotContain("close", visit.Head, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith("\r\nConnection: close\r\n\r\n", visit.Request);

        await Patience.Until(
            () => Company["S1L1"].ConnectionsFrom(Map.Addresses["SD1"]) == 0,
            () => "the local balancer keeps a connection of its director");
        Assert.NotEqual(0, Company["SD1"].ConnectionsFrom(Map.Addresses["OP2"]));
        Assert.Equal(1, Company["OP2"].ConnectionsFrom(Map.UsersAt("office2")));
    }

    [Theory]
    [InlineData("site1", "SITE=SITE2; JSESSIONID=W24~9", "10.1.1.100 SD1 S2L1 W24")]
    [InlineData("site1", "SITE=SITE1; JSESSIONID=W12~9", "10.1.1.100 SD1 S1L1 W12")]
    [InlineData("site2", "SITE=SITE1; JSESSIONID=W12~9", "10.2.1.100 SD2 S1L1 W12")]
    public async Task Id_5_15_UsersAtASiteGoWhereTheirCookieSays(string site, string cookies, string way)
    {
        Visit visit = await Company.UserAt(site, cookies).Ask();
        Assert.Equal(way, visit.Way);
        Assert.Empty(visit.SetCookies);
    }

    [Theory]
    [InlineData("site1", 1)]
    [InlineData("site2", 2)]
    public async Task Id_5_15_NewUsersAtASiteStayThere(string place, int site)
    {
        User user = Company.UserAt(place);
        Visit visit = await user.Ask();
        Assert.StartsWith($"{Map.UsersAt(place)} SD{site} S{site}L", visit.Way);
        Assert.Equal($"SITE=SITE{site}; JSESSIONID={visit.Server}~123", user.Cookies);
    }
}
