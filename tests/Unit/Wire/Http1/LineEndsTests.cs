using System.Text;
using Weir.Wire.Http1;
using Xunit;

namespace Weir.Tests.Unit.Wire.Http1;

public sealed class LineEndsTests
{
    [Theory]
    [InlineData("a\nb\n\n", "a\r\nb\r\n\r\n")]
    [InlineData("a\r\nb\n\r\n", "a\r\nb\r\n\r\n")]
    [InlineData("a\r\n\r\n", "a\r\n\r\n")]
    [InlineData("\n", "\r\n")]
    public void EveryLineEndsInBoth(string from, string expected)
    {
        byte[] into = new byte[expected.Length];
        Assert.Equal(expected.Length, LineEnds.Normalise(Heads.Of(from), into));
        Assert.Equal(expected, Encoding.Latin1.GetString(into));
    }

    [Theory]
    [InlineData("a\nb\n\n", 7)]
    [InlineData("a\nb\n\n", 0)]
    [InlineData("a\r\n\r\n", 4)]
    public void WhatDoesNotFitIsSaid(string from, int room) =>
        Assert.Equal(-1, LineEnds.Normalise(Heads.Of(from), new byte[room]));
}
