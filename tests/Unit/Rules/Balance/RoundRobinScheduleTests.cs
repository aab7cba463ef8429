using System;
using System.Linq;
using Weir.Rules.Balance;
using Xunit;

namespace Weir.Tests.Unit.Rules.Balance;

public sealed class RoundRobinScheduleTests
{
    [Fact]
    public void EveryServersShareIsItsWeightWithinOneTurnOfALap()
    {
        Random random = new(7);
        for (int round = 0; round < 200; round++)
        {
            int[] weights = [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => random.Next(1, 20))];
            int[] hits = Hits(Build(weights), weights.Length);
            int laps = (int)Math.Round(hits.Sum() / (16.0 * weights.Sum()));
            Assert.InRange(laps, 1, 20);
            Assert.All(hits.Zip(weights), share =>
                Assert.InRange(share.First, laps * ((16 * share.Second) - 1), laps * 16 * share.Second));
        }
    }

    [Fact]
    public void EntriesNameTheServersGivenNotTheirPlaces()
    {
        RoundRobinSchedule schedule = new();
        schedule.Build([4, 9], Sixteenths(1, 1));
        Assert.Equal(4, schedule.At(0, avoid: -1));
        Assert.Equal(9, schedule.At(1, avoid: -1));
        Assert.Equal(4, schedule.At(0xFFFF_FFFF_FFFF_FFFE, avoid: -1));
    }

    [Fact]
    public void TenThousandServersOfAnyWeightStayWithinBounds()
    {
        Random random = new(3);
        int[] weights = [.. Enumerable.Range(0, 10_000).Select(_ => random.Next(1, 257))];
        RoundRobinSchedule schedule = Build(weights);
        Assert.InRange(schedule.Entries.Length, weights.Sum() - 10_000, weights.Sum());
        int[] hits = Hits(schedule, weights.Length);
        Assert.All(hits.Zip(weights), share => Assert.InRange(share.First, share.Second - 1, share.Second));
    }

    [Fact]
    public void OfALongLapOnlyTheTurnsAskedForAreComputed()
    {
        Random random = new(3);
        int[] weights = [.. Enumerable.Range(0, 10_000).Select(_ => random.Next(1, 257))];
        int[] whole = Build(weights).Entries.ToArray();
        RoundRobinSchedule schedule = new();
        schedule.Build([.. Enumerable.Range(0, weights.Length)], Sixteenths(weights));
        Assert.True(schedule.Entries.IsEmpty);
        Assert.Equal(whole[1], schedule.At(0, avoid: whole[0]));
        Assert.Equal(2, schedule.Entries.Length);
        for (int turn = 0; turn < 20_000; turn++)
        {
            Assert.Equal(whole[turn], schedule.At((ulong)turn, avoid: -1));
        }

        Assert.Equal(20_000, schedule.Entries.Length);
        Assert.Equal(whole[5], schedule.At((ulong)whole.Length + 5, avoid: -1));
    }

    [Fact]
    public void LargeEqualWeightsAreReducedAndStillExact()
    {
        RoundRobinSchedule schedule = Build([.. Enumerable.Repeat(256, 10_000)]);
        Assert.InRange(schedule.Entries.Length, 10_000, RoundRobinSchedule.EntriesMax);
        Assert.True(schedule.Entries[..10_000].SequenceEqual([.. Enumerable.Range(0, 10_000)]));
    }

    [Fact]
    public void AReducedScaleKeepsTheOrder()
    {
        // The same ratios with and without room for the full scale: 300 servers of 60, 120 or 180 do not fit
        // at 16.
        int[] small = [.. Enumerable.Range(0, 300).Select(i => 1 + (i % 3))];
        int[] large = [.. small.Select(weight => weight * 60)];
        int[] fromSmall = Build(small).Entries[..600].ToArray();
        int[] fromLarge = Build(large).Entries[..600].ToArray();
        Assert.Equal(fromSmall, fromLarge);
    }

    /// <summary>The picks of HAProxy 2.6 with a server in its slow start, read from its own order.</summary>
    [Fact]
    public void ASlowStartersTurnsAreAsRareAsItsShare()
    {
        RoundRobinSchedule schedule = new();
        schedule.Build([0, 1], [2, 16]);
        int[] lap = schedule.Entries[..18].ToArray();
        Assert.Equal(2, lap.Count(static server => server == 0));
        Assert.Equal([1, 1, 1, 1], lap[..4]);
    }

    [Fact]
    public void ASmallerSetAfterALargerOneLeavesNothingBehind()
    {
        RoundRobinSchedule schedule = Build([5, 5, 5, 5]);
        schedule.Build([1, 3], Sixteenths(1, 2));
        Assert.Equal([3, 3, 1, 3, 3, 1], schedule.Entries[..6].ToArray());
        schedule.Build([], []);
        Assert.True(schedule.Entries.IsEmpty);
    }

    private static RoundRobinSchedule Build(int[] weights)
    {
        RoundRobinSchedule schedule = new();
        schedule.Build([.. Enumerable.Range(0, weights.Length)], Sixteenths(weights));
        schedule.At(ulong.MaxValue, avoid: -1); // the last turn there is: every entry is computed for it
        return schedule;
    }

    private static int[] Sixteenths(params int[] weights) =>
        [.. weights.Select(static weight => 16 * weight)];

    private static int[] Hits(RoundRobinSchedule schedule, int servers)
    {
        int[] hits = new int[servers];
        foreach (int server in schedule.Entries)
        {
            hits[server]++;
        }

        return hits;
    }
}
