using Weir.Wire.Http;
using Xunit;

namespace Weir.Tests.Unit.Wire.Http;

/// <summary>What is found and cut is in tests/Cases; here are the offsets.</summary>
public sealed class CookieSearchTests
{
    [Fact]
    public void CookieInTheMiddleIsCutWithTheDelimiterBeforeIt()
    {
        Assert.True(CookieSearch.Find("a=b; S=X; c=d"u8, "S"u8, out CookiePair pair));
        Assert.Equal(new CookiePair(7, 1, CutStart: 3, CutLength: 5, Only: false, Kept: true), pair);
    }

    [Fact]
    public void FirstCookieIsCutUpToTheNext()
    {
        Assert.True(CookieSearch.Find("S=X; c=d"u8, "S"u8, out CookiePair pair));
        Assert.Equal(new CookiePair(2, 1, CutStart: 0, CutLength: 5, Only: false, Kept: false), pair);
    }

    [Fact]
    public void OnlyCookieTakesItsLineAlong()
    {
        Assert.True(CookieSearch.Find("S=X"u8, "S"u8, out CookiePair pair));
        Assert.True(pair.Only);
    }

    [Fact]
    public void SecondCookieOfTheNameIsFoundAfterTheFirst()
    {
        Assert.True(CookieSearch.Find("S=X; a=b; S=YY"u8, "S"u8, out CookiePair first));
        Assert.True(CookieSearch.FindNext("S=X; a=b; S=YY"u8, "S"u8, in first, out CookiePair second));
        Assert.Equal(new CookiePair(12, 2, 8, 6, Only: false, Kept: true), second);
        Assert.False(CookieSearch.FindNext("S=X; a=b; S=YY"u8, "S"u8, in second, out _));
    }
}
