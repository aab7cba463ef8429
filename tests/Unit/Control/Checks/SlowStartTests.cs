using Weir.Control.Checks;
using Xunit;

namespace Weir.Tests.Unit.Control.Checks;

public sealed class SlowStartTests
{
    /// <summary>What HAProxy 2.6 shows of a server of weight 100 with 8 s, second by second.</summary>
    [Theory]
    [InlineData(0, 7)]
    [InlineData(1000, 19)]
    [InlineData(2000, 32)]
    [InlineData(3000, 44)]
    [InlineData(4000, 57)]
    [InlineData(5000, 69)]
    [InlineData(6000, 82)]
    [InlineData(7000, 94)]
    public void TheWeightGrowsAsOnHaproxy(long elapsedMs, int weight) =>
        Assert.Equal(weight, ((SlowStart.At(elapsedMs, 8000).Share * 100) + 15) / 16);

    [Theory]
    [InlineData(8000)]
    [InlineData(9000)]
    public void AfterItsTimeItIsOver(long elapsedMs) => Assert.True(SlowStart.At(elapsedMs, 8000).IsOver);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(8000)]
    [InlineData(int.MaxValue)]
    public void EachStepIsAnnouncedToTheMillisecondAndNoneIsMissed(long wholeMs)
    {
        long at = 0;
        int steps = 0;
        SlowStart before = SlowStart.At(0, wholeMs);
        Assert.Equal((1, 0), (before.Share, before.Percent));
        while (!before.IsOver)
        {
            Assert.True(before.NextMs > at);
            SlowStart justBefore = SlowStart.At(before.NextMs - 1, wholeMs);
            Assert.Equal((before.Share, before.Percent), (justBefore.Share, justBefore.Percent));
            SlowStart next = SlowStart.At(before.NextMs, wholeMs);
            Assert.True(next.IsOver || next.Share > before.Share || next.Percent > before.Percent);
            at = before.NextMs;
            before = next;
            Assert.True(++steps <= 116);
        }

        Assert.Equal(wholeMs, at);
    }

    [Fact]
    public void AClockThatSeemsToRunBackIsTheBeginning() =>
        Assert.Equal(SlowStart.At(0, 1000), SlowStart.At(-5, 1000));
}
