using Weir.Model.Places;
using Xunit;

namespace Weir.Tests.Unit.Model.Places;

public sealed class ArrivalRateTests
{
    private ulong _word;

    [Fact]
    public void NoMoreArePermittedThanTheLimit()
    {
        Assert.Equal(3, Count(3, 5_000));
        Assert.Equal(0, Count(3, 5_999));
    }

    [Theory]
    [InlineData(6_000, 0)]
    [InlineData(6_500, 5)]
    [InlineData(6_999, 10)]
    [InlineData(7_000, 10)]
    [InlineData(9_000, 10)]
    public void ASecondFadesAsTheNextOneGrows(long laterMs, int more)
    {
        Assert.Equal(10, Count(10, 5_200));
        Assert.Equal(more, Count(10, laterMs));
    }

    [Fact]
    public void OverTwoSecondsTheRateIsTheLimit()
    {
        int all = 0;
        for (long ms = 5_000; ms < 25_000; ms++) all += Count(100, ms);
        Assert.InRange(all, 1_900, 2_100);
    }

    [Fact]
    public void WhoDidNotComeIsNotCounted()
    {
        Assert.Equal(2, Count(2, 5_000));
        ArrivalRate.TakeBack(ref _word);
        Assert.Equal(1, Count(2, 5_000));
    }

    [Fact]
    public void WhoDidNotComeInTheSecondBeforeIsNotCountedEither()
    {
        Assert.Equal(2, Count(2, 5_000));
        ArrivalRate.TakeBack(ref _word);
        ArrivalRate.TakeBack(ref _word);
        ArrivalRate.TakeBack(ref _word); // of a second that was forgotten
        Assert.Equal(2, Count(2, 6_000));
    }

    [Fact]
    public void AWorkerThatIsLateCountsInTheSecondOfTheOthers()
    {
        Assert.Equal(2, Count(2, 6_001));
        Assert.Equal(0, Count(2, 5_999));
        Assert.Equal(0, Count(2, 6_002));
    }

    /// <summary>The second has 24 bits.</summary>
    [Fact]
    public void TimeGoesOnWhenTheSecondBeginsAnew()
    {
        const long LastMs = (1L << 24) * 1000 - 1;
        Assert.Equal(2, Count(2, LastMs - 5000));
        Assert.Equal(2, Count(2, LastMs));
        Assert.Equal(0, Count(2, LastMs + 1));
        Assert.Equal(2, Count(2, LastMs + 1001));
    }

    [Fact]
    public void AVeryHighLimitIsNone()
    {
        _word = 0xfffff;
        Assert.True(ArrivalRate.TryCount(ref _word, int.MaxValue, 0));
        Assert.Equal(0xffffful, _word);
    }

    /// <summary>How many of twice as many as permitted are let in.</summary>
    private int Count(int limit, long nowMs)
    {
        int count = 0;
        for (int i = 0; i < 2 * limit; i++) count += ArrivalRate.TryCount(ref _word, limit, nowMs) ? 1 : 0;
        return count;
    }
}
