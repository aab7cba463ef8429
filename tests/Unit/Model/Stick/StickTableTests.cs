using System.Linq;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Model.Stick;
using Xunit;

namespace Weir.Tests.Unit.Model.Stick;

/// <summary>What is put into a table, and what is left of it.</summary>
public sealed class StickTableTests
{
    [Fact]
    public void WhatOneWorkerPutsAnotherFinds()
    {
        StickBed bed = new(size: 10);
        Assert.True(bed.Put("abc", 7, worker: 0));
        StickTable other = bed.Board.StickTable(bed.Plan);
        Assert.True(other.TryFind("abc"u8, 0, 2, out ulong server));
        Assert.Equal(7ul, server);
        Assert.Equal(1, other.Count);
    }

    [Fact]
    public void KeysThatBeginAlikeAreOthers()
    {
        StickBed bed = new(size: 10);
        bed.Put("abc", 7);
        bed.Put("", 8);
        Assert.Equal(-1, bed.Find("ab"));
        Assert.Equal(-1, bed.Find("abcd"));
        Assert.Equal(8, bed.Find(""));
        Assert.Equal(7, bed.Find("abc"));
    }

    [Fact]
    public void TheLastServerCounts()
    {
        StickBed bed = new(size: 10);
        bed.Put("abc", 7);
        bed.Put("abc", 8, worker: 1);
        Assert.Equal(8, bed.Find("abc"));
        Assert.Equal(1, bed.Table.Count);
    }

    [Fact]
    public void KeysOfOneBucketAreToldApart()
    {
        // 3000 keys in 4096 buckets: hundreds share one.
        StickBed bed = new(size: 3000);
        for (int i = 0; i < 3000; i++) Assert.True(bed.Put($"k{i}", (ulong)i));
        for (int i = 0; i < 3000; i++) Assert.Equal(i, bed.Find($"k{i}"));
    }

    [Fact]
    public void AFullTableGivesUpWhatWasNotUsedForLongest()
    {
        StickBed bed = new(size: 3);
        foreach (string key in new[] { "a", "b", "c" }) bed.Put(key, 1);
        Assert.Equal(1, bed.Find("a")); // a use
        bed.Put("b", 2); // another
        bed.Put("d", 1);
        Assert.Equal([1, 2, -1, 1], new[] { "a", "b", "c", "d" }.Select(key => bed.Find(key)));
        bed.Put("e", 1);
        Assert.Equal([-1, 2, 1, 1], new[] { "a", "b", "d", "e" }.Select(key => bed.Find(key)));
        Assert.Equal(3, bed.Table.Count);
    }

    [Fact]
    public void AFullTableThatKeepsAllTakesNothingNew()
    {
        StickBed bed = new(size: 2, expireMs: 1000, keepsAll: true);
        Assert.True(bed.Put("a", 1));
        Assert.True(bed.Put("b", 2));
        Assert.False(bed.Put("c", 3));
        Assert.True(bed.Put("a", 4, nowMs: 500));
        Assert.Equal([4, 2, -1], new[] { "a", "b", "c" }.Select(key => bed.Find(key, 500)));
        bed.Find("a", 1000);
        Assert.True(bed.Put("c", 3, nowMs: 1501)); // 'b' is over by now
        Assert.Equal([4, -1, 3], new[] { "a", "b", "c" }.Select(key => bed.Find(key, 1501)));
    }

    [Theory]
    [InlineData(1100, 7)]
    [InlineData(1101, -1)]
    public void AnEntryThatIsNotUsedExpires(long nowMs, long expected)
    {
        StickBed bed = new(size: 10, expireMs: 1000);
        bed.Put("abc", 7, nowMs: 100);
        Assert.Equal(expected, bed.Find("abc", nowMs));
        Assert.Equal(expected < 0 ? 0 : 1, bed.Table.Count);
    }

    [Fact]
    public void EveryUseLetsItLiveOn()
    {
        StickBed bed = new(size: 10, expireMs: 1000);
        bed.Put("a", 7, nowMs: 100);
        for (long now = 100; now < 10_000; now += 900) Assert.Equal(7, bed.Find("a", now));
        bed.Put("a", 8, nowMs: 10_500);
        Assert.Equal(8, bed.Find("a", 11_400));
        Assert.Equal(-1, bed.Find("a", 12_401));
    }

    [Fact]
    public void AnotherWorkersEarlierClockTakesNoTimeAway()
    {
        StickBed bed = new(size: 10, expireMs: 1000);
        bed.Put("a", 7, nowMs: 500);
        bed.Find("a", 400);
        Assert.Equal(7, bed.Find("a", 1500));
    }

    [Fact]
    public void WhatIsOverMakesRoomBeforeNewMemoryIsTouched()
    {
        StickBed bed = new(size: 100_000, expireMs: 10);
        for (int i = 0; i < 10_000; i++) bed.Put($"{i}", 1, nowMs: i);
        Assert.InRange(bed.Table.Header.Used, 10u, 20u);
    }

    [Fact]
    public void TheLongestKeysDoNotTouchEachOther()
    {
        StickBed bed = new(size: 50, keyMost: 5);
        for (int i = 0; i < 50; i++) bed.Put($"{i:00000}", (ulong)i);
        for (int i = 0; i < 50; i++) Assert.Equal(i, bed.Find($"{i:00000}"));
    }

    [Fact]
    public void AServerIsKnownByItsNameAndElseByItsNumber()
    {
        StickServers first = new(Servers("one", "two"));
        StickServers second = new(Servers("x", "one", "y"));
        Assert.Equal(1, second.PositionOf(first[0])); // "one", although it is another's number now
        Assert.Equal(1, second.PositionOf(first[1])); // number 2
        Assert.Equal(-1, first.PositionOf(second[2])); // neither 'y' nor a third
        Assert.Equal(0, first.PositionOf(second[1]));
    }

    private static ServerPlan[] Servers(params string[] names)
    {
        string lines = string.Concat(names.Select(name => $" server {name} 192.0.2.1:80\n"));
        ConfigPlan plan = Config.Good($"{Config.QuietDefaults}backend b\n{lines}");
        return plan.Proxies.Single().Backend!.Servers;
    }
}
