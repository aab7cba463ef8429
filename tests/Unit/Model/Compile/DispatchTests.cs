using Weir.Ground.Net;
using Weir.Model.Plan;
using Xunit;

namespace Weir.Tests.Unit.Model.Compile;

/// <summary>What <c>dispatch</c> becomes: a server behind all others that nothing can name.</summary>
public sealed class DispatchTests
{
    [Fact]
    public void ItStandsBehindTheServersAndHasNoNameNoCookieAndNoCheck()
    {
        BackendPlan backend = Of("cookie C insert\n dispatch 10.0.0.9:81\n server a 10.0.0.1:80 cookie A");
        Assert.Equal(1, backend.DispatchAt);
        ServerPlan dispatch = backend.Servers[1];
        Assert.Equal("<NOSRV>", dispatch.Name);
        Assert.Equal(IpEndpoint.V4(0x0A000009, 81), dispatch.Address);
        Assert.Empty(dispatch.CookieValue);
        Assert.Empty(dispatch.SetCookieLine);
        Assert.Null(dispatch.Check);
    }

    [Fact]
    public void ADynamicCookieIsNotForIt() =>
        Assert.Empty(Of("cookie C insert dynamic\n dynamic-cookie-key k\n dispatch 10.0.0.9:81")
            .Servers[0].CookieValue);

    [Fact]
    public void ThereIsOneTheLast()
    {
        BackendPlan backend = Of("dispatch 10.0.0.8:81\n dispatch 10.0.0.9:81");
        Assert.Equal(IpEndpoint.V4(0x0A000009, 81), Assert.Single(backend.Servers).Address);
    }

    [Theory]
    [InlineData("balance roundrobin\n dispatch 10.0.0.9:81")]
    [InlineData("dispatch 10.0.0.9:81\n balance source")]
    public void BalanceTakesItAway(string lines)
    {
        BackendPlan backend = Of(lines);
        Assert.Equal(-1, backend.DispatchAt);
        Assert.Empty(backend.Servers);
    }

    [Fact]
    public void BalanceOfTheDefaultsTakesItAwayToo()
    {
        const string Text = "defaults\n balance source\nbackend b\n dispatch 10.0.0.9:81\n";
        Assert.Equal(-1, Config.Good(Text).Proxies[0].Backend!.DispatchAt);
    }

    private static BackendPlan Of(string lines) =>
        Config.Good($"backend b\n mode http\n {lines}\n").Proxies[0].Backend!;
}
