using System.Linq;
using Weir.Model.Contracts.Rules;
using Weir.Model.Plan;
using Weir.Model.Stick;
using Weir.Tests.Unit.Model;
using Xunit;

namespace Weir.Tests.Unit.Rules.Stick;

/// <summary>What the lines become.</summary>
public sealed class StickLineTests
{
    [Fact]
    public void ATableIsWhatItsLineSays()
    {
        const string Line = "stick-table expire 2m size 2k type string len 7 nopurge store server_id";
        StickTablePlan table = Proxy(Line).StickTable!;
        Assert.Equal(("b", StickKind.String, 7, 2048), (table.Name, table.Kind, table.KeyMost, table.Size));
        Assert.Equal((120_000, true), (table.ExpireMs, table.KeepsAll));
    }

    [Theory]
    [InlineData("ip", 4)]
    [InlineData("ipv6", 16)]
    [InlineData("integer", 4)]
    [InlineData("string", 32)]
    [InlineData("binary", 32)]
    public void KeysHaveALength(string type, int expected) =>
        Assert.Equal(expected, Proxy($"stick-table type {type} size 1").StickTable!.KeyMost);

    [Fact]
    public void RulesKeepTheirOrderAndKind()
    {
        ProxyRules rules = Proxy("stick on src\n stick store-response res.cook(a) table other\n "
            + "stick match hdr(x) table other if METH_GET\n stick store-request src\n "
            + "stick-table type ip size 1").Rules!;
        Assert.Equal(
            [(true, true, "b"), (true, false, "other"), (false, true, "b")],
            rules.StickRequest!.Select(static one => (one.Matches, one.Stores, one.Table!.Name)));
        Assert.NotNull(rules.StickRequest![1].Condition);
        StickRule response = Assert.Single(rules.StickResponse!);
        Assert.Equal((false, true, "other"), (response.Matches, response.Stores, response.Table!.Name));
    }

    [Fact]
    public void WithoutHttpThereAreRulesToo()
    {
        ProxyRules rules = Proxy("mode tcp\n stick on src\n stick-table type ip size 1").Rules!;
        Assert.Single(rules.StickRequest!);
        Assert.Null(rules.Request);
    }

    [Theory]
    [InlineData("stick on src", "Proxy 'b': unable to find stick-table 'b'. [t.cfg:7]")]
    [InlineData("stick match src table nope", "Proxy 'b': unable to find stick-table 'nope'. [t.cfg:7]")]
    [InlineData("stick-table type ip size 1\n stick on bin(00)",
        "Proxy 'b': type of fetch not usable with type of stick-table 'b'. [t.cfg:8]")]
    [InlineData("stick-table type ip size 1\n stick-table type ip size 1",
        "parsing [t.cfg:8] : stick-table name 'b' conflicts with table declared in backend 'b' at t.cfg:7.")]
    public void WhatDoesNotFitTogetherIsRefused(string lines, string expected) => Assert.Equal(
        $"Alert: {expected}", Assert.Single(Config.Messages($"{Config.QuietDefaults}backend b\n {lines}\n")));

    [Fact]
    public void TablesHaveAnEnd()
    {
        string tables = "";
        for (int i = 0; i < 2; i++) tables += $"backend b{i}\n stick-table type string len 1024 size 1g\n";
        Assert.Equal(
            "Alert: stick tables of more than 2 TB in all are known, but not supported yet. [t.cfg:9]",
            Assert.Single(Config.Messages(Config.QuietDefaults + tables)));
    }

    [Fact]
    public void TwoSectionsOfANameHaveOneTable()
    {
        string message = Assert.Single(Config.Messages(Config.QuietDefaults + "frontend b\n bind :80\n "
            + "stick-table type ip size 1\n default_backend b\nbackend b\n stick-table type ip size 1\n"));
        Assert.Contains(
            "stick-table name 'b' conflicts with the table of another section of that name.", message);
    }

    [Fact]
    public void AServerMayStayOutOfTables()
    {
        ServerPlan[] servers = Proxy("default-server non-stick\n server one 192.0.2.1:80\n "
            + "server two 192.0.2.2:80 stick").Backend!.Servers;
        Assert.Equal([true, false], servers.Select(static one => one.NeverSticks));
    }

    private static ProxyPlan Proxy(string lines) => Config.Good(
        $"{Config.QuietDefaults}backend b\n {lines}\n"
            + "backend other\n stick-table type string size 9\n").Proxies[0];
}
