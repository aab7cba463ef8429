using Weir.Ground.Time;
using Weir.Main.Master;
using Xunit;

namespace Weir.Tests.Unit.Main;

public sealed class RespawnDelayTests
{
    private readonly Instant _start = new(1_000_000);

    [Fact]
    public void TheFirstDeathsAreMadeGoodAtOnce()
    {
        RespawnDelay delay = default;

        for (int death = 0; death < RespawnDelay.FreeDeaths; death++)
        {
            Assert.Equal(0, delay.AfterDeath(_start, _start.After(1)));
        }

        Assert.Equal(RespawnDelay.FirstWaitMs, delay.AfterDeath(_start, _start.After(1)));
    }

    [Fact]
    public void EachWaitIsTwiceTheLastUpToTheLongest()
    {
        RespawnDelay delay = default;
        for (int death = 0; death < RespawnDelay.FreeDeaths; death++) delay.AfterDeath(_start, _start);

        long last = delay.AfterDeath(_start, _start);
        while (last < RespawnDelay.LongestWaitMs)
        {
            long next = delay.AfterDeath(_start, _start);
            Assert.Equal(last * 2, next);
            last = next;
        }

        for (int more = 0; more < 100; more++)
        {
            Assert.Equal(RespawnDelay.LongestWaitMs, delay.AfterDeath(_start, _start));
        }
    }

    [Fact]
    public void AChildThatHasLivedLongBeginsTheCountAnew()
    {
        RespawnDelay delay = default;
        for (int death = 0; death < 20; death++) delay.AfterDeath(_start, _start);

        Assert.NotEqual(0, delay.AfterDeath(_start, _start.After(RespawnDelay.ShortLifeMs - 1)));
        Assert.Equal(0, delay.AfterDeath(_start, _start.After(RespawnDelay.ShortLifeMs)));
        Assert.Equal(0, delay.AfterDeath(_start, _start));
    }
}
