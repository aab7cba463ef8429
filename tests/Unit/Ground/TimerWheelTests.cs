using System;
using System.Collections.Generic;
using Weir.Ground.Time;
using Xunit;

namespace Weir.Tests.Unit.Ground;

public sealed class TimerWheelTests
{
    private const int SlotMs = 4;
    private const int LapMs = 65_536;
    private const int Ids = 50;

    private static readonly Instant Start = new(1_000_003);

    private readonly TimerWheel _wheel = new(Ids, Start);

    [Fact]
    public void WheelWithoutTimersWaitsForEver()
    {
        Assert.Equal(Instant.Never, _wheel.Next);
        Assert.False(_wheel.TryFire(Start.After(10 * LapMs), out int id));
        Assert.Equal(-1, id);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(LapMs - 1)]
    [InlineData(LapMs)]
    [InlineData(LapMs + 1)]
    [InlineData(7 * LapMs)]
    public void TimerFiresOnceNeverEarlyAndAtMostASlotLate(int afterMs)
    {
        Instant at = Start.After(afterMs);
        _wheel.Set(7, at);
        Instant now = Start;
        int id;
        while (!_wheel.TryFire(now, out id))
        {
            Assert.True(_wheel.Next > now);
            now = _wheel.Next;
        }

        Assert.Equal(7, id);
        Assert.InRange(now.Since(at), 0, SlotMs);
        Assert.False(_wheel.TryFire(now.After(2 * LapMs), out _));
    }

    [Fact]
    public void TimerThatIsMovedLaterDoesNotFireAtItsOldTime()
    {
        _wheel.Set(1, Start.After(100));
        _wheel.Set(1, Start.After(500));
        Assert.False(_wheel.TryFire(Start.After(499), out _));
        Assert.True(_wheel.TryFire(Start.After(500 + SlotMs), out _));
    }

    [Fact]
    public void TimerThatIsMovedEarlierFiresAtItsNewTime()
    {
        _wheel.Set(1, Start.After(5 * LapMs));
        _wheel.Set(1, Start.After(100));
        Assert.True(_wheel.Next <= Start.After(100 + SlotMs));
        Assert.True(_wheel.TryFire(Start.After(100 + SlotMs), out int id));
        Assert.Equal(1, id);
    }

    [Fact]
    public void ClearedTimerDoesNotFireAndCanBeSetAgain()
    {
        _wheel.Set(1, Start.After(100));
        _wheel.Clear(1);
        Assert.False(_wheel.TryFire(Start.After(1000), out _));
        _wheel.Set(1, Start.After(2000));
        _wheel.Clear(1);
        _wheel.Set(1, Start.After(1500));
        Assert.True(_wheel.TryFire(Start.After(1500 + SlotMs), out _));
    }

    /// <summary>Against a list of times, with a clock that stands, creeps and leaps.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void ManyTimersFireLikeAListOfTimes(int seed)
    {
        Random dice = new(seed);
        Dictionary<int, Instant> model = [];
        Instant now = Start;
        for (int step = 0; step < 20_000; step++)
        {
            int id = dice.Next(Ids);
            Instant at = dice.Next(5) == 0 ? Instant.Never : now.After(dice.Next(1 << dice.Next(1, 19)));
            _wheel.Set(id, at);
            model[id] = at;
            now = now.After(dice.Next(1 << dice.Next(1, dice.Next(50) == 0 ? 18 : 5)));
            while (_wheel.TryFire(now, out int fired))
            {
                Assert.True(model[fired] <= now, "fired early, or twice");
                model[fired] = Instant.Never;
            }

            foreach ((int waiting, Instant due) in model)
            {
                Assert.True(now.Ms - SlotMs < due.Ms, $"timer {waiting} has not fired at step {step}");
                Assert.True(due.IsNever || _wheel.Next.Ms <= due.Ms + SlotMs, "the wheel sleeps too long");
            }
        }
    }
}
