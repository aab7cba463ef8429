using System.Collections.Generic;
using System.IO;
using System.Linq;
using Weir.Model.Live;
using Weir.Model.Plan;
using Xunit;

namespace Weir.Tests.Sim.Checks;

/// <summary>When servers are checked.</summary>
public sealed class PaceTests
{
    /// <summary>A timer of the keeper fires so much late at most, in milliseconds.</summary>
    private const int LateMost = 4;

    private const string Head = "defaults\n mode http\n option httpchk\nbackend b\n";

    /// <summary>Architecture Guide, section 5: servers of one proxy with intervals of their own.</summary>
    [Theory]
    [InlineData("5-op1.cfg", "SD1 30000, SD2 60000")]
    [InlineData("5-sd1.cfg", "S1L1 4000, S1L2 4000, S2L1 8000, S2L2 8000")]
    [InlineData("5-sd2.cfg", "S2L1 4000, S2L2 4000, S1L1 8000, S1L2 8000")]
    public void Id_5_14_EachServerIsCheckedAtItsOwnInterval(string file, string wanted)
    {
        const int TenMinutesMs = 600_000;
        using KeeperBench bench = new(TextOf(file));
        bench.Run(TenMinutesMs);
        Assert.Equal(wanted, string.Join(", ", bench.Plan.Servers.Select(Interval)));
        string Interval(ServerPlan server)
        {
            long[] spaces = SpacesOf(bench.Asked(server));
            Assert.Equal(TenMinutesMs, (spaces.Length + 1) * spaces[0]);
            return $"{server.Name} {Assert.Single(spaces.Distinct())}";
        }
    }

    /// <summary>Manual, <c>fastinter</c>: in transition, and before the first check is known.</summary>
    [Fact]
    public void AServerInTransitionIsAskedFasterAndOneThatIsDownAtItsOwnPace()
    {
        using KeeperBench bench = new(
            Head + " server s 10.0.0.1:80 check inter 1000 fastinter 300 downinter 5000 rise 3 fall 3\n");
        bench.Run(2500); // 0, 1000, 2000
        bench.SetIll("s", true);
        bench.Run(5500); // bad ones at 3000, 3300, 3600: down; asked again at 8600
        bench.SetIll("s", false);
        bench.Run(4000); // good ones at 8600, 8900, 9200: up
        Expect([1000, 1000, 1000, 300, 300, 5000, 300, 300, 1000, 1000], bench.Asked(bench["s"]));
        Assert.Equal(
            [ServerHealth.Up, ServerHealth.Down, ServerHealth.Up],
            bench.History("s").Select(static seen => seen.Health));
    }

    [Fact]
    public void TooManyErrorsOfTrafficMakeTheNextCheckComeSooner()
    {
        using KeeperBench bench = new(
            Head + " server s 10.0.0.1:80 check inter 10s fastinter 200 observe layer7 error-limit 3\n");
        bench.Run(1000);
        for (int i = 0; i < 3; i++) bench.Err("s", ObservedError.Status);
        bench.Run(12_000); // at 1200, which is good: at 11200 again
        Expect([1200, 10_000], bench.Asked(bench["s"]));
    }

    [Theory]
    [InlineData("fastinter", 3, 4, ServerHealth.Up)]
    [InlineData("fail-check", 3, 3, ServerHealth.Up)]
    [InlineData("fail-check", 9, 0, ServerHealth.Down)]
    [InlineData("sudden-death", 3, 2, ServerHealth.Up)]
    [InlineData("mark-down", 2, 4, ServerHealth.Up)]
    [InlineData("mark-down", 3, 0, ServerHealth.Down)]
    public void ErrorsOfTrafficCountAsTheLineSays(string action, int errors, int score, ServerHealth health)
    {
        using KeeperBench bench = new(
            Head + " server s 10.0.0.1:80 check observe layer7 error-limit 3 on-error " + action + "\n");
        bench.Run(1000);
        for (int i = 0; i < errors; i++) bench.Err("s", ObservedError.Status);
        ref ServerRecord record = ref bench.Board.Server(0);
        Assert.Equal((score, health), (record.CheckScore, record.Health));
    }

    [Fact]
    public void AGoodCheckForgivesWhatWentWrongWithTraffic()
    {
        using KeeperBench bench = new(
            Head + " server s 10.0.0.1:80 check observe layer7 error-limit 3 on-error mark-down\n");
        for (int second = 0; second < 10; second++)
        {
            bench.Err("s", ObservedError.Status);
            bench.Err("s", ObservedError.Silence);
            bench.Run(2000);
        }

        Assert.Equal(ServerHealth.Up, bench.Board.Server(0).Health);
    }

    [Theory]
    [InlineData("", 2000)]
    [InlineData("global\n max-spread-checks 400\n", 400)]
    [InlineData("global\n max-spread-checks 1h\n", 2000)]
    public void FirstChecksAreSpreadOverTheShortestInterval(string global, int overMs)
    {
        using KeeperBench bench = new(global + Head + """
             server a 10.0.0.1:80 check inter 8000
             server b 10.0.0.2:80 check
             server c 10.0.0.3:80 check inter 4000
             server d 10.0.0.4:80 check

            """);
        bench.Run(8000);
        long first = bench.Asked(bench["a"])[0];
        long[] starts = [.. bench.Plan.Servers.Select(server => bench.Asked(server)[0] - first)];
        for (int i = 0; i < starts.Length; i++)
        {
            long wanted = overMs * i / starts.Length;
            Assert.InRange(starts[i], wanted - LateMost, wanted + LateMost);
        }
    }

    [Fact]
    public void ChecksMayBeOffTheirPaceByChanceAndByNoMore()
    {
        using KeeperBench bench = new("global\n spread-checks 20\n" + Head + " server s 10.0.0.1:80 check\n");
        bench.Run(600_000);
        long[] spaces = SpacesOf(bench.Asked(bench["s"]));
        Assert.All(spaces, static space => Assert.InRange(space, 1600 - LateMost, 2400 + LateMost));
        Assert.InRange(spaces.Min(), 1600 - LateMost, 1700);
        Assert.InRange(spaces.Max(), 2300, 2400 + LateMost);
        Assert.InRange(spaces.Average(), 1900, 2100);
    }

    [Fact]
    public void AServerInMaintenanceIsNotAsked()
    {
        using KeeperBench bench = new(Head + """
             server a 10.0.0.1:80 check disabled
             server b 10.0.0.2:80 check

            """);
        bench.Run(60_000);
        Assert.Empty(bench.Asked(bench["a"]));
        Assert.Equal(30, bench.Asked(bench["b"]).Count);
        Assert.Equal(ServerHealth.Down, Assert.Single(bench.History("a")).Health);
    }

    private static void Expect(long[] spaces, IReadOnlyList<long> asked)
    {
        long[] got = SpacesOf(asked);
        Assert.True(got.Length >= spaces.Length, string.Join(", ", got));
        for (int i = 0; i < spaces.Length; i++)
        {
            bool isThere = got[i] >= spaces[i] - LateMost && got[i] <= spaces[i] + LateMost;
            Assert.True(isThere, $"asked at {string.Join(", ", asked)}; wanted: {string.Join(", ", spaces)}");
        }
    }

    private static long[] SpacesOf(IReadOnlyList<long> asked) =>
        [.. asked.Skip(1).Zip(asked, static (later, earlier) => later - earlier)];

    private static string TextOf(string file)
    {
        using Stream text = typeof(PaceTests).Assembly.GetManifestResourceStream("guide/" + file)!;
        return new StreamReader(text).ReadToEnd();
    }
}
