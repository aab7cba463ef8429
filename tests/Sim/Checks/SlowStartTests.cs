using System;
using System.Collections.Generic;
using System.Linq;
using Weir.Control.Checks;
using Weir.Model.Live;
using Weir.Model.Places;
using Weir.Model.Plan;
using Xunit;

namespace Weir.Tests.Sim.Checks;

/// <summary>Servers that come up slowly, and servers that follow others.</summary>
public sealed class SlowStartTests
{
    private const int LateMost = 4;

    private const string Text = """
        defaults
         mode http
         option httpchk
        backend b
         server s 10.0.0.1:80 check inter 500 rise 1 fall 1 slowstart 20s maxconn 50 weight 10
         server t 10.0.0.2:80 check
         server u 10.0.0.3:80 track s slowstart 3s
        backend c
         server v 10.0.0.3:80 track b/u

        """;

    [Fact]
    public void EachStepIsOnTheBoardInItsTimeAndNoneBefore()
    {
        using KeeperBench bench = new(Text);
        long up = ComeUp(bench);
        bench.Run(25_000);
        Follow(bench.History("s"), up, 20_000);
        Follow(bench.History("u"), up, 3000);
    }

    [Fact]
    public void NothingStartsSlowlyWhenAllBegins()
    {
        using KeeperBench bench = new(Text);
        bench.Run(5000);
        Assert.All(
            bench.Plan.Servers, server => Assert.Equal(0, Assert.Single(bench.History(server.Name)).Share));
    }

    [Fact]
    public void AServerThatFallsInItsSlowStartBeginsAnew()
    {
        using KeeperBench bench = new(Text);
        ComeUp(bench);
        bench.Run(5000);
        long again = ComeUp(bench);
        bench.Run(25_000);
        Follow(bench.History("s"), again, 20_000);
        Assert.Equal(0, bench.History("s").Last(static seen => seen.Health == ServerHealth.Down).Share);
    }

    [Fact]
    public void AnotherKeeperGoesOnWithIt()
    {
        using KeeperBench bench = new(Text);
        long up = ComeUp(bench);
        bench.Run(7777);
        bench.Replace();
        bench.Run(20_000);
        Follow(bench.History("s"), up, 20_000);
    }

    [Fact]
    public void AnotherPlanGoesOnWithItOrEndsItAsItSays()
    {
        string without = Text.Replace(" slowstart 20s", "", StringComparison.Ordinal);
        using KeeperBench bench = new(Text, without, Text);
        long up = ComeUp(bench);
        bench.Run(7777);
        bench.Follow(2);
        bench.Run(20_000);
        Follow(bench.History("s"), up, 20_000);
        ComeUp(bench);
        bench.Run(5000);
        uint version = bench.Board.Backend(0).Version;
        bench.Follow(1);
        Assert.Equal(160, bench.Board.Server(0).WeightNow);
        Assert.NotEqual(version, bench.Board.Backend(0).Version);
    }

    [Fact]
    public void WeightAndLimitGrowWithIt()
    {
        using KeeperBench bench = new(Text);
        ProxyPlan proxy = bench.Plan.Proxies[0];
        ServerLimits limits = new(proxy.Backend!, proxy.Id, bench.Board);
        Assert.Equal((160, 50), (bench.Board.Server(0).WeightNow, limits.Of(0)));
        long up = ComeUp(bench);
        Assert.Equal((10, 1), (bench.Board.Server(0).WeightNow, limits.Of(0)));
        bench.Run((int)(up + 10_000 + LateMost - bench.NowMs));
        Assert.Equal((90, 25), (bench.Board.Server(0).WeightNow, limits.Of(0)));
        bench.Run(10_000);
        Assert.Equal((160, 50), (bench.Board.Server(0).WeightNow, limits.Of(0)));
    }

    [Fact]
    public void WhoTracksAServerChangesWithItInTheSameMoment()
    {
        using KeeperBench bench = new(Text);
        ComeUp(bench);
        bench.Run(500);
        ComeUp(bench);
        (long, ServerHealth)[] wanted = [.. ChangesOf(bench, "s")];
        Assert.Equal(5, wanted.Length);
        Assert.Equal(wanted, ChangesOf(bench, "u"));
        Assert.Equal(wanted, ChangesOf(bench, "v"));
        Assert.Single(ChangesOf(bench, "t"));
    }

    [Fact]
    public void ANewKeeperSetsRightWhoTracksAServer()
    {
        using KeeperBench bench = new(Text);
        bench.SetIll("s", true);
        bench.Run(1000);
        bench.Board.Server(bench["v"].Id).Health = ServerHealth.Up; // the old one died before it wrote that
        uint version = bench.Board.Backend(1).Version;
        bench.Replace();
        Assert.Equal(ServerHealth.Down, bench.Board.Server(bench["v"].Id).Health);
        Assert.NotEqual(version, bench.Board.Backend(1).Version);
    }

    /// <summary>Takes the server s down and brings it up; returns when it came up.</summary>
    private static long ComeUp(KeeperBench bench)
    {
        bench.SetIll("s", true);
        while (bench.Board.Server(0).Health != ServerHealth.Down) bench.Run(1);
        bench.SetIll("s", false);
        while (bench.Board.Server(0).Health != ServerHealth.Up) bench.Run(1);
        return bench.Board.Server(0).ChangedAtMs;
    }

    private static void Follow(IReadOnlyList<KeeperBench.Seen> history, long up, long wholeMs)
    {
        KeeperBench.Seen[] steps = [.. history.Where(seen => seen.Ms >= up)];
        Assert.Equal((1, 0), (steps[0].Share, steps[0].Percent));
        foreach (KeeperBench.Seen seen in steps)
        {
            // As it is in that moment, and no step later than the timer's grain after it is due.
            SlowStart now = SlowStart.At(seen.Ms - up, wholeMs);
            Assert.Equal(now.Share, seen.Share);
            Assert.True(now.IsOver || now.Percent == seen.Percent);
            SlowStart before = SlowStart.At(seen.Ms - up - LateMost, wholeMs);
            Assert.True(seen.Ms == up || before != now, $"late at {seen.Ms - up}");
        }

        Assert.Equal(0, steps[^1].Share);
        Assert.InRange(steps.Length, 100, 117);
    }

    private static IEnumerable<(long Ms, ServerHealth Health)> ChangesOf(KeeperBench bench, string server)
    {
        ServerHealth? last = null;
        foreach (KeeperBench.Seen seen in bench.History(server))
        {
            if (seen.Health != last)
            {
                yield return (seen.Ms, seen.Health);
            }

            last = seen.Health;
        }
    }
}
