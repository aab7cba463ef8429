using System.Linq;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Model.Plan.Checks;
using Xunit;

namespace Weir.Tests.Unit.Model.Compile;

/// <summary>What the words of server lines, and of their defaults, make of servers.</summary>
public sealed class HealthWordTests
{
    private const string Head = Config.QuietDefaults + "backend b\n";

    [Fact]
    public void WithoutHttpACookieIsIgnoredAndARedirectionRefused()
    {
        const string Tcp = Head + " mode tcp\n server s 10.0.0.1:80 ";
        string warning = Assert.Single(Config.Messages(Tcp + "cookie A\n"));
        Assert.StartsWith(
            "Warning: backend 'b' : ignoring cookie for server 's' as HTTP mode is disabled.", warning);
        string alert = Assert.Single(Config.Messages(Tcp + "redir http://x\n"));
        Assert.StartsWith(
            "Alert: backend 'b' : server cannot have cookie or redirect prefix in non-HTTP mode.", alert);
    }

    [Fact]
    public void AServerBeginsWithItsDefaultsAndCanTakeThemBack()
    {
        ConfigPlan plan = Config.Good("""
            defaults
             mode http
             default-server inter 5s check
            backend one
             server a 10.0.0.1:80
             default-server rise 7 backup disabled slowstart 1m
             server b 10.0.0.1:80
             server c 10.0.0.1:80 no-check no-backup enabled rise 1
            backend two
             server d 10.0.0.1:80

            """);
        ServerPlan a = plan.Servers[0];
        Assert.Equal((5000, 2), (a.Check!.IntervalMs, a.Check.Rise));
        Assert.Equal((false, false, 0), (a.Backup, a.Disabled, a.SlowStartMs));
        ServerPlan b = plan.Servers[1];
        Assert.Equal((5000, 7), (b.Check!.IntervalMs, b.Check.Rise));
        Assert.Equal((true, true, 60_000), (b.Backup, b.Disabled, b.SlowStartMs));
        ServerPlan c = plan.Servers[2];
        Assert.Null(c.Check);
        Assert.Equal((false, false, 60_000), (c.Backup, c.Disabled, c.SlowStartMs));
        ServerPlan d = plan.Servers[3];
        Assert.Equal((5000, 2, false), (d.Check!.IntervalMs, d.Check.Rise, d.Backup));
    }

    [Theory]
    [InlineData("check observe layer4", ObserveMode.Layer4, 10, ErrorAction.FailCheck)]
    [InlineData("observe layer7 check error-limit 3 on-error fastinter", ObserveMode.Layer7, 3,
        ErrorAction.FastInterval)]
    [InlineData("check observe layer7 on-error sudden-death", ObserveMode.Layer7, 10,
        ErrorAction.SuddenDeath)]
    [InlineData("check observe layer7 error-limit 2147483647", ObserveMode.Layer7, int.MaxValue,
        ErrorAction.FailCheck)]
    [InlineData("check observe layer7 on-error mark-down", ObserveMode.Layer7, 10, ErrorAction.MarkDown)]
    public void TrafficIsObservedAsTheWordsSay(
        string words, ObserveMode mode, int limit, ErrorAction action) =>
        Assert.Equal(new ObservePlan(mode, limit, action), Only(words).Observe);

    [Theory]
    [InlineData("check")]
    [InlineData("observe layer7")]
    [InlineData("check observe layer4 observe none")]
    public void WithoutChecksOrWithoutAWordNothingIsObserved(string words) =>
        Assert.Null(Only(words).Observe);

    [Fact]
    public void SessionsEndAsTheWordsSay()
    {
        ServerPlan server = Only("on-marked-down shutdown-sessions on-marked-up shutdown-backup-sessions");
        Assert.Equal((true, true), (server.ShutsSessions, server.ShutsBackups));
        Assert.Equal((false, false), (Only("").ShutsSessions, Only("").ShutsBackups));
    }

    [Fact]
    public void ServersTrackOthersOfTheirOwnSectionAndOfAnyOther()
    {
        ConfigPlan plan = Config.Good(Head + """
             server a 10.0.0.1:80 track c/d
             server b 10.0.0.1:80 track a
            backend c
             server d 10.0.0.1:80 check

            """);
        Assert.Same(plan.Servers[2], plan.Servers[0].Tracks);
        Assert.Same(plan.Servers[0], plan.Servers[1].Tracks);
        Assert.Null(plan.Servers[2].Tracks);
    }

    /// <summary>Most of the words are HAProxy 2.6's.</summary>
    [Theory]
    [InlineData("server s :1 track x", "unable to find required server 'x' for tracking.")]
    [InlineData("server s :1 track x/y", "unable to find required proxy 'x' for tracking.")]
    [InlineData("server s :1 track s",
        "unable to track b/s as it belongs to a tracking chain looping back to b/s.")]
    [InlineData("server a :1 track s\n server s :1 track a",
        "unable to track b/a as it belongs to a tracking chain looping back to b/s.")]
    [InlineData("server a :1 check\n server s :1 check track a",
        "unable to enable checks and tracking at the same time!")]
    [InlineData("server a :1\n server s :1 track a",
        "unable to use b/a for tracking as it does not have any check nor agent enabled.")]
    [InlineData("server s :1 track c/a\nbackend c\n http-check disable-on-404\n server a 10.0.0.1:1 check",
        "unable to use c/a for tracking: disable-on-404 option inconsistency.")]
    public void WhatCannotBeTrackedIsNamed(string lines, string message)
    {
        string text = Head + " " + lines.Replace(" :1", " 10.0.0.1:1") + "\n";
        Assert.Contains(
            Config.Messages(text),
            one => one.Contains($"'server b/s' : {message}", System.StringComparison.Ordinal));
    }

    [Fact]
    public void TrafficWithoutHttpIsNotObservedInLayer7()
    {
        string text = Head + " mode tcp\n server s 10.0.0.1:80 check observe layer7\n";
        Assert.Contains(
            "'server b/s' : 'layer7' can only be used in http proxies.",
            Assert.Single(Config.Messages(text)));
    }

    [Fact]
    public void AServerInMaintenanceIsDownFromTheBeginningAndSoIsWhoTracksIt()
    {
        ConfigPlan plan = Config.Good(Head + """
             server a 10.0.0.1:80 check disabled
             server b 10.0.0.1:80 track a
             server c 10.0.0.1:80 track b
             server d 10.0.0.1:80

            """);
        Board board = Board.InPrivateMemory(BoardSetup.ShapeFor(plan, 1));
        BoardSetup.Initialise(plan, board);
        Assert.Equal(
            [ServerAdmin.Maintenance, ServerAdmin.TrackedMaintenance, ServerAdmin.TrackedMaintenance,
                ServerAdmin.None],
            plan.Servers.Select(server => board.Server(server.Id).Admin));
        Assert.Equal(
            [ServerHealth.Down, ServerHealth.Down, ServerHealth.Down, ServerHealth.Up],
            plan.Servers.Select(server => board.Server(server.Id).Health));
    }

    private static ServerPlan Only(string words) =>
        Config.Good(Head + $" server s 10.0.0.1:80 {words}\n").Servers[0];
}
