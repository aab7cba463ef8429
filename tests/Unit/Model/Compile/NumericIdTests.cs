using System.Linq;
using Weir.Model.Plan;
using Xunit;

namespace Weir.Tests.Unit.Model.Compile;

public sealed class NumericIdTests
{
    [Theory] // seen on 2.6, by the servers that consistent hashing chose
    [InlineData("- - -", "1 2 3")]
    [InlineData("10 - 2 - 7", "10 3 2 5 7")]
    [InlineData("2 - -", "2 3 4")]
    [InlineData("- 1 -", "2 1 4")]
    [InlineData("- - 5 -", "1 2 5 4")]
    [InlineData("3 - - -", "3 2 4 5")]
    public void AServerHasTheNumberWrittenOrItsPositionOrTheNextFree(string written, string expected)
    {
        string text = Config.QuietDefaults + "backend b\n";
        foreach ((string id, int i) in written.Split(' ').Select(static (id, i) => (id, i)))
        {
            text += $" server s{i} 127.0.0.1:80 {(id == "-" ? "" : "id " + id)}\n";
        }

        ServerPlan[] servers = Config.Good(text).Proxies[0].Backend!.Servers;
        Assert.Equal(expected, string.Join(' ', servers.Select(static server => server.NumericId)));
    }

    [Fact] // seen on 2.6, by fe_id and so_id
    public void ProxiesAndListenersAreNumberedAlike()
    {
        ConfigPlan plan = Config.Good(Config.QuietDefaults
            + "frontend f\n bind 127.0.0.1:80\n bind 127.0.0.1:81 id 3\n bind 127.0.0.1:82-84\n"
            + " default_backend b\nlisten l\n id 7\n bind 127.0.0.1:85\nbackend b\n id 2\nbackend c\n");
        Assert.Equal([1, 7, 2, 4], plan.Proxies.Select(static proxy => proxy.NumericId));
        Assert.Equal([1, 3, 4, 5, 6],
            plan.Proxies[0].Frontend!.Listeners.Select(static listener => listener.NumericId));
    }

    [Fact]
    public void ANumberIsOneProxys()
    {
        const string twice = "backend b\n id 7\nbackend c\n id 7\n";
        Assert.Contains(
            "Alert: parsing [t.cfg:9] : proxy c reuses same custom id as proxy b (declared at t.cfg:6).",
            Config.Messages(Config.QuietDefaults + twice));
    }

    [Fact]
    public void ANumberIsUsedOnceInABackend()
    {
        const string twice = "backend b\n server s 127.0.0.1:80 id 7\n server t 127.0.0.1:80 id 7\n";
        Assert.Contains(
            "Alert: parsing [t.cfg:8] : 'server b/t' : 'id' : custom id 7 already used at t.cfg:7 "
                + "('server s').",
            Config.Messages(Config.QuietDefaults + twice));
        Config.Good(Config.QuietDefaults + "backend b\n server s 127.0.0.1:80 id 7\n"
            + "backend c\n server s 127.0.0.1:80 id 7\n");
    }

    [Fact]
    public void HashTypeAndItsBoundAreInheritedAndDoNotDisturbEachOther()
    {
        ConfigPlan plan = Config.Good(Config.QuietDefaults
            + " hash-type consistent crc32\n hash-balance-factor 130\n balance uri depth 2\n"
            + "backend b\n server s 127.0.0.1:80\n"
            + "backend c\n hash-type map-based\n balance roundrobin\n server s 127.0.0.1:80\n");
        BackendPlan heir = plan.Proxies[0].Backend!;
        Assert.Equal(new HashPlan(true, HashFunction.Crc32, false) { BalanceFactor = 130 }, heir.Hash);
        Assert.Equal("uri", heir.Balance.Name);
        Assert.Equal(HashPlan.Default with { BalanceFactor = 130 }, plan.Proxies[1].Backend!.Hash);
        Assert.Equal("roundrobin", plan.Proxies[1].Backend!.Balance.Name);
    }
}
