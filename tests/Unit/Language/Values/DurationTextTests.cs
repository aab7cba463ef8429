using Weir.Language.Values;
using Xunit;

namespace Weir.Tests.Unit.Language.Values;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("250", 250)]
    [InlineData("250ms", 250)]
    [InlineData("1us", 1)]
    [InlineData("1000us", 1)]
    [InlineData("1001us", 2)]
    [InlineData("3s", 3000)]
    [InlineData("2m", 120_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("24d", 2_073_600_000)]
    [InlineData("2147483647", int.MaxValue)]
    [InlineData("2147483647000us", int.MaxValue)]
    public void UnitsAreRead(string text, long ms)
    {
        Assert.Equal(DurationText.Outcome.Good, DurationText.Read(text, out long value));
        Assert.Equal(ms, value);
    }

    [Theory]
    [InlineData("30", 30)]
    [InlineData("1ms", 1)]
    [InlineData("1001ms", 2)]
    [InlineData("2m", 120)]
    [InlineData("365d", 31_536_000)]
    public void SecondsAreTheUnitOfSomeWords(string text, long seconds)
    {
        DurationText.Outcome outcome = DurationText.Read(text, out long value, DurationText.SecondUs);
        Assert.Equal(DurationText.Outcome.Good, outcome);
        Assert.Equal(seconds, value);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("s", 0)]
    [InlineData("-1", 0)]
    [InlineData("3x", 1)]
    [InlineData("3sec", 1)]
    [InlineData("3 s", 1)]
    public void TheFirstBadCharacterIsNamed(string text, long at)
    {
        Assert.Equal(DurationText.Outcome.BadCharacter, DurationText.Read(text, out long value));
        Assert.Equal(at, value);
    }

    [Theory]
    [InlineData("2147483647001us")]
    [InlineData("2147483648")]
    [InlineData("25d")]
    [InlineData("99999999999999999999999999999999d")]
    public void ATimeBeyondTwentyFourDaysIsTooLong(string text) =>
        Assert.Equal(DurationText.Outcome.TooLong, DurationText.Read(text, out _));
}
