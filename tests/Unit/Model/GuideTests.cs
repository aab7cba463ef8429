using System.Text;
using Weir.Language.Reports;
using Weir.Model.Plan;
using Weir.Model.Plan.Checks;
using Xunit;

namespace Weir.Tests.Unit.Model;

/// <summary>The Architecture Guide's configurations, word for word.</summary>
public sealed class GuideTests
{
    [Theory]
    [InlineData("1.cfg", "roundrobin")]
    [InlineData("1-source.cfg", "source")]
    public void SectionOneLoadsUnchanged(string file, string balance)
    {
        ConfigPlan? plan = Config.Load(Config.Resource("guide/" + file), out ReportList reports);
        Assert.NotNull(plan);
        Assert.StartsWith("Warning: missing timeouts for proxy 'webfarm'.",
            Assert.Single(Config.Texts(reports)));

        ProxyPlan proxy = Assert.Single(plan.Proxies);
        Assert.Equal("webfarm", proxy.Name);
        Assert.Equal(ProxyMode.Http, proxy.Mode);
        Assert.True(proxy.IsClassic);
        Assert.Same(proxy, proxy.Frontend!.DefaultBackend);
        Assert.Equal(balance, proxy.Backend!.Balance.Name);
        Assert.False(proxy.Backend.AbortOnClose);
        Assert.Equal(0, proxy.Backend.RedispatchEvery);
        Assert.Equal(3, proxy.Backend.Retries);

        ListenerPlan listener = Assert.Single(plan.Listeners);
        Assert.Equal("192.168.1.1", listener.Address.ToString());
        Assert.Equal(80, listener.Address.Port);
        Assert.Same(proxy, listener.Frontend);

        CookiePlan cookie = proxy.Backend.Cookie!;
        Assert.Equal("SERVERID", Encoding.ASCII.GetString(cookie.Name));
        Assert.True(cookie is { Insert: true, Indirect: true });
        CheckServers(plan);
    }

    [Fact]
    public void SectionOneMayAddItsThreeOptions()
    {
        string text = Config.Resource("guide/1.cfg")
            + " option httpclose\n option forwardfor\n option originalto\n";
        ProxyPlan proxy = Assert.Single(Config.Good(text).Proxies);
        Assert.Equal(ConnectionMode.Close, proxy.ConnectionMode);
        Assert.Equal("X-Forwarded-For: "u8, proxy.ForwardFor!.FieldText);
        Assert.Equal("X-Original-To: "u8, proxy.OriginalTo!.FieldText);
    }

    private static void CheckServers(ConfigPlan plan)
    {
        Assert.Equal(4, plan.Servers.Length);
        Assert.Equal(plan.Servers, plan.Proxies[0].Backend!.Servers);
        for (int i = 0; i < 4; i++)
        {
            ServerPlan server = plan.Servers[i];
            char letter = (char)('A' + i);
            Assert.Equal(i, server.Id);
            Assert.Equal(i, server.Index);
            Assert.Equal($"web{letter}", server.Name);
            Assert.Equal($"192.168.1.1{i + 1}", server.Address.ToString());
            Assert.Equal(80, server.Address.Port);
            Assert.Equal(1, server.Weight);
            Assert.Equal($"{letter}", Encoding.ASCII.GetString(server.CookieValue));
            Assert.Equal($"Set-Cookie: SERVERID={letter}; path=/\r\n",
                Encoding.ASCII.GetString(server.SetCookieLine));

            CheckPlan check = server.Check!;
            Assert.Equal(CheckKind.Http, check.Kind);
            Assert.Equal(
                "HEAD /index.html HTTP/1.0\r\n\r\n",
                Encoding.ASCII.GetString([.. check.Http!.Head, .. check.Http.Tail]));
            Assert.Equal(server.Address, check.Address);
            Assert.Equal((2000, 2, 3), (check.IntervalMs, check.Rise, check.Fall));
        }
    }
}
