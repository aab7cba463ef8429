using System;
using System.Linq;
using Weir.Control.Checks;
using Weir.Ground.Net;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Model.Plan.Checks;
using Xunit;

namespace Weir.Tests.Unit.Control.Checks;

public sealed class HealthScoreTests
{
    [Fact]
    public void EverySequenceAgreesWithTheRule()
    {
        // All verdict sequences of length 10, for small rises and falls, against the rule told in runs
        // instead of a counter.
        for (int combination = 0; combination < 3 * 4 << 10; combination++)
        {
            int rise = 1 + ((combination >> 10) % 3);
            int fall = 1 + ((combination >> 10) / 3);
            bool[] verdicts = [.. Enumerable.Range(0, 10).Select(i => ((combination >> i) & 1) != 0)];
            Assert.Equal(ByRuns(verdicts, rise, fall), ByScore(verdicts, rise, fall));
        }
    }

    [Fact]
    public void TheFirstFailureTakesAnUncheckedServerDown()
    {
        CheckPlan plan = Plan(rise: 2, fall: 3);
        HealthScore score = HealthScore.Resume(ServerHealth.Up, plan.Rise, plan);
        Assert.True(score.Count(good: false));
        Assert.False(score.IsUp);
        Assert.Equal(0, score.Value);
    }

    [Theory]
    [InlineData(ServerHealth.Up, 0, 2)]
    [InlineData(ServerHealth.Up, 99, 4)]
    [InlineData(ServerHealth.Up, 3, 3)]
    [InlineData(ServerHealth.Down, 99, 1)]
    [InlineData(ServerHealth.Down, 0, 0)]
    public void AnOldScoreIsFittedToNewLimitsAndFlipsNoServer(ServerHealth health, int old, int expected)
    {
        HealthScore score = HealthScore.Resume(health, old, Plan(rise: 2, fall: 3));
        Assert.Equal(expected, score.Value);
        Assert.Equal(health == ServerHealth.Up, score.IsUp);
    }

    [Fact]
    public void IntervalDependsOnWhereTheScoreStands()
    {
        CheckPlan plan = Plan(rise: 2, fall: 3, fast: 10, down: 20);
        HealthScore score = HealthScore.Resume(ServerHealth.Up, plan.Rise, plan);
        Assert.Equal(10, score.IntervalMs(plan)); // never checked
        score.Count(good: true);
        Assert.Equal(2000, score.IntervalMs(plan));
        score.Count(good: false);
        Assert.Equal(10, score.IntervalMs(plan)); // failing
        score.Count(good: false);
        score.Count(good: false);
        Assert.Equal(20, score.IntervalMs(plan)); // down
        score.Count(good: true);
        Assert.Equal(10, score.IntervalMs(plan)); // rising
    }

    [Fact]
    public void UnsetIntervalsAreThePlainOne()
    {
        CheckPlan plan = Plan(rise: 2, fall: 3);
        Assert.Equal(2000, HealthScore.Resume(ServerHealth.Up, 2, plan).IntervalMs(plan));
        Assert.Equal(2000, HealthScore.Resume(ServerHealth.Down, 0, plan).IntervalMs(plan));
        Assert.Equal(2000, HealthScore.Resume(ServerHealth.Down, 1, plan).IntervalMs(plan));
    }

    private static bool[] ByScore(bool[] verdicts, int rise, int fall)
    {
        CheckPlan plan = Plan(rise, fall);
        HealthScore score = HealthScore.Resume(ServerHealth.Up, rise, plan);
        return [.. verdicts.Select(good =>
        {
            bool wasUp = score.IsUp;
            Assert.Equal(score.Count(good), score.IsUp != wasUp);
            return score.IsUp;
        })];
    }

    /// <summary>
    /// Down after F failures in a row (the very first: after one), up after R successes in a row.
    /// </summary>
    private static bool[] ByRuns(bool[] verdicts, int rise, int fall)
    {
        bool up = true;
        int run = fall - 1; // an unchecked server is as one that has already failed F - 1 times
        return [.. verdicts.Select(good =>
        {
            run = good == up ? 0 : run + 1;
            if (run == (up ? fall : rise))
            {
                up = !up;
                run = 0;
            }

            return up;
        })];
    }

    private static CheckPlan Plan(int rise, int fall, int fast = -1, int down = -1) => new()
    {
        Address = IpEndpoint.V4(0x7f000001, 80),
        Rise = rise,
        Fall = fall,
        FastIntervalMs = fast,
        DownIntervalMs = down,
    };
}
