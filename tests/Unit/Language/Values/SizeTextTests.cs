using Weir.Language.Values;
using Xunit;

namespace Weir.Tests.Unit.Language.Values;

public sealed class SizeTextTests
{
    [Theory]
    [InlineData("0", 0L)]
    [InlineData("16384", 16384L)]
    [InlineData("4k", 4096L)]
    [InlineData("2M", 2L << 20)]
    [InlineData("1024g", 1L << 40)]
    public void UnitsArePowersOf1024(string text, long bytes) => Assert.Equal(bytes, SizeText.Read(text));

    [Theory]
    [InlineData("")]
    [InlineData("k")]
    [InlineData("-1")]
    [InlineData("1kb")]
    [InlineData("1025g")]
    [InlineData("99999999999999999999999")]
    public void WhatIsNoSizeIsRefused(string text) => Assert.Null(SizeText.Read(text));
}
