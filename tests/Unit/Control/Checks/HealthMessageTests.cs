using System;
using Weir.Control.Checks;
using Weir.Control.Questions;
using Weir.Ground.Net;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Model.Plan.Checks;
using Xunit;

namespace Weir.Tests.Unit.Control.Checks;

/// <summary>The expected lines were written by HAProxy 2.6.</summary>
public sealed class HealthMessageTests
{
    private static readonly ProxyPlan Px = new() { Id = 0, Name = "px", NameText = [] };

    [Fact]
    public void DownNamesTheStatusAndTheServersWords() => Assert.Equal(
        "Server px/a is DOWN, reason: Layer7 wrong status, code: 404, info: \"Not Found\", " +
        "check duration: 3ms. " +
        "1 active and 2 backup servers left. 0 sessions active, 0 requeued, 0 remaining in queue.",
        Down("a", new(CheckResult.Layer7WrongStatus, 404, "Not Found"), 3, new UsableCount(1, 2)));

    [Fact]
    public void TheLastActiveServerLeavesTheBackups() => Assert.Equal(
        "Server px/b is DOWN, reason: Layer7 invalid response, check duration: 0ms. " +
        "0 active and 2 backup servers left. Running on backup. " +
        "5 sessions active, 0 requeued, 0 remaining in queue.",
        HealthMessage.Down(
            new(Px, Server("b"), new(CheckResult.Layer7Invalid), 0), new UsableCount(0, 2), sessions: 5));

    [Fact]
    public void ABackupSaysThatItIsOne() => Assert.Equal(
        "Backup Server px/d is DOWN, reason: Layer4 connection problem, info: \"Connection refused\", " +
        "check duration: 0ms. " +
        "0 active and 0 backup servers left. 0 sessions active, 0 requeued, 0 remaining in queue.",
        HealthMessage.Down(
            new(Px, Server("d", backup: true), CheckVerdict.OfDial(-111), 0), default, sessions: 0));

    [Theory]
    [InlineData(ServerAdmin.Maintenance, Draining.None, Draining.None, "/READY (leaving forced maintenance)")]
    [InlineData(ServerAdmin.Maintenance, Draining.None, Draining.Ordered,
        "/DRAIN (leaving forced maintenance)")]
    [InlineData(ServerAdmin.TrackedMaintenance, Draining.None, Draining.None,
        "/READY (leaving maintenance)")]
    [InlineData(ServerAdmin.None, Draining.Ordered, Draining.None, " (leaving forced drain)")]
    public void AServerIsBack(ServerAdmin was, Draining drained, Draining drains, string message) =>
        Assert.Equal($"Server px/a is UP{message}.", HealthMessage.Back(new ServerEvent(Px, Server("a"), null)
        {
            Now = ServerHealth.Up,
            ModeBefore = new ServerMode(was, drained),
            Mode = new ServerMode(ServerAdmin.None, drains),
        }));

    [Fact]
    public void ASourceThatIsNotOursIsNamed()
    {
        CheckVerdict verdict = CheckVerdict.OfDial(DialFailure.OfSource(-Errno.EADDRNOTAVAIL));
        Assert.True(verdict.LacksSource);
        Assert.StartsWith(
            "Server px/a is DOWN, reason: Layer4 connection problem, "
            + "info: \"Can't bind to source address (Cannot assign requested address)\", "
            + "check duration: 0ms.",
            Down("a", verdict, 0, default),
            StringComparison.Ordinal);
        Assert.False(CheckVerdict.OfDial(-Errno.EADDRNOTAVAIL).LacksSource);
        Assert.Equal(
            "Cannot bind to source address before connect() for backend px.", HealthMessage.NoSource(Px));
    }

    [Theory]
    [InlineData(CheckResult.Layer4Timeout, "Layer4 timeout")]
    [InlineData(CheckResult.Layer6Timeout, "Layer6 timeout")]
    [InlineData(CheckResult.Layer6Invalid, "Layer6 invalid response")]
    [InlineData(CheckResult.Layer7Timeout, "Layer7 timeout")]
    public void ATimeoutHasNoInfo(object result, string reason) => Assert.Equal(
        $"Server px/hang is DOWN, reason: {reason}, check duration: 301ms. " +
        "13 active and 0 backup servers left. 0 sessions active, 0 requeued, 0 remaining in queue.",
        Down("hang", new((CheckResult)result), 301, new UsableCount(13, 0)));

    [Fact]
    public void ABrokenConnectionIsASocketError() => Assert.StartsWith(
        "Server px/r is DOWN, reason: Socket error, info: \"Connection reset by peer\", check duration: 0ms.",
        Down("r", CheckVerdict.OfConnection(-104), 0, new UsableCount(1, 0)),
        StringComparison.Ordinal);

    [Fact]
    public void TheServersWordsCannotBreakTheLine() => Assert.Contains(
        "info: \"a<3C>b<3E>c'd&e\\f<7F>g<09>h<22> <0A><E9> z \", check",
        Down("a", new(CheckResult.Layer7WrongStatus, 500, "a<b>c'd&e\\f\x7fg\th\" \n\u00e9 z "), 0, default),
        StringComparison.Ordinal);

    [Fact]
    public void UpOverHttpNamesTheStatus() => Assert.Equal(
        "Backup Server px/c is UP, reason: Layer7 check passed, code: 302, check duration: 0ms. " +
        "0 active and 1 backup servers online. Running on backup. 0 sessions requeued, 0 total in queue.",
        HealthMessage.Up(
            new(Px, Server("c", backup: true), new(CheckResult.Layer7Passed, 302), 0),
            new UsableCount(0, 1)));

    [Fact]
    public void StoppingIsSaidAsUpIs() => Assert.Equal(
        "Server px/a is stopping, reason: Layer7 check conditionally passed, code: 404, check duration: 0ms. "
        + "1 active and 1 backup servers online. 0 sessions requeued, 3 total in queue.",
        HealthMessage.Stopping(
            new(Px, Server("a"), new(CheckResult.Layer7Conditional, 404), 0) { Queues = new(0, 3) },
            new UsableCount(1, 1)));

    [Fact]
    public void UpOverTcpHasNoStatus() => Assert.Equal(
        "Server px/ref is UP, reason: Layer4 check passed, check duration: 0ms. " +
        "2 active and 0 backup servers online. 0 sessions requeued, 0 total in queue.",
        HealthMessage.Up(new(Px, Server("ref"), new(CheckResult.Layer4Passed), 0), new UsableCount(2, 0)));

    [Theory]
    [InlineData(true, 4, "succeeded", "Layer7 check passed, code: 200", "3/3 UP")]
    [InlineData(true, 1, "succeeded", "Layer7 check passed, code: 200", "1/2 DOWN")]
    [InlineData(false, 3, "failed", "Layer7 wrong status, code: 500, info: \"no\"", "2/3 UP")]
    [InlineData(false, 0, "failed", "Layer7 wrong status, code: 500, info: \"no\"", "0/2 DOWN")]
    public void ACheckTellsWhatItHasMadeOfTheServer(
        bool isGood, int score, string outcome, string reason, string status)
    {
        CheckVerdict verdict = isGood ? new(CheckResult.Layer7Passed, 200)
            : new(CheckResult.Layer7WrongStatus, 500, "no");
        CheckPlan check = new() { Address = default };
        HealthScore counted =
            HealthScore.Resume(score >= check.Rise ? ServerHealth.Up : ServerHealth.Down, score, check);
        string rest = $"px/a {outcome}, reason: {reason}, check duration: 2ms, status: {status}.";
        Assert.Equal(
            "Health check for server " + rest,
            HealthMessage.Checked(new(Px, Server("a"), verdict, 2), counted, isDraining: false));
        Assert.Equal(
            "Health check for backup server " + rest.Replace("UP", "DRAIN"),
            HealthMessage.Checked(new(Px, Server("a", true), verdict, 2), counted, isDraining: true));
    }

    [Fact]
    public void WhatACheckHasToldAlreadyIsNotToldAgain() => Assert.Equal(
        "Server px/a is UP. 1 active and 0 backup servers online. 0 sessions requeued, 0 total in queue.",
        HealthMessage.Up(new(Px, Server("a"), null), new UsableCount(1, 0)));

    [Fact]
    public void NobodyLeftIsSaidInTwoSpellings()
    {
        Assert.Equal("backend px has no server available!", HealthMessage.NoServer(Px, quote: ""));
        Assert.Equal("backend 'px' has no server available!", HealthMessage.NoServer(Px, quote: "'"));
        ProxyPlan both = new() { Id = 0, Name = "px", NameText = [], Frontend = new FrontendPlan() };
        Assert.Equal("proxy px has no server available!", HealthMessage.NoServer(both, quote: ""));
    }

    private static string Down(string name, CheckVerdict verdict, long durationMs, UsableCount left) =>
        HealthMessage.Down(new(Px, Server(name), verdict, durationMs), left, sessions: 0);

    private static ServerPlan Server(string name, bool backup = false) => new()
    {
        Id = 0,
        Index = 0,
        Name = name,
        NameText = [],
        Address = IpEndpoint.V4(0x7f000001, 80),
        Backup = backup,
    };
}
