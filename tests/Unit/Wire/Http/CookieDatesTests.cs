using System;
using System.Text;
using Weir.Wire.Http;
using Xunit;

namespace Weir.Tests.Unit.Wire.Http;

public sealed class CookieDatesTests
{
    [Theory]
    [InlineData("s1", "s1", 0, 0)]
    [InlineData("", "", 0, 0)]
    [InlineData("|", "", 0, 0)]
    [InlineData("s1|", "s1", 0, 0)]
    [InlineData("s1|AAAAB", "s1", 1, 0)]
    [InlineData("s1|AAAAB|AAABA", "s1", 1, 64)]
    [InlineData("s1||/////", "s1", 0, 0x3fffffff)]
    [InlineData("s1|AAAAB|AAABA|more", "s1", 1, 64)]
    [InlineData("s1|AAAA|AAAAAB", "s1", 0, 0)]
    [InlineData("s1|AAAA-|AA AA", "s1", 0, 0)]
    public void DatesStandBehindTheServer(string value, string server, uint last, uint first)
    {
        ReadOnlySpan<byte> part = CookieDates.Split(Encoding.ASCII.GetBytes(value), out CookieDates dates);
        Assert.Equal(server, Encoding.ASCII.GetString(part));
        Assert.Equal(new CookieDates(last, first), dates);
    }

    [Theory]
    [InlineData(1, 0, "|AAAAB")]
    [InlineData(1, 64, "|AAAAB|AAABA")]
    [InlineData(0x3fffffff, 0x3fffffff, "|/////|/////")]
    public void WhatIsWrittenCanBeRead(uint last, uint first, string text)
    {
        CookieDates dates = new(last, first);
        byte[] into = new byte[CookieDates.LengthMax];
        Assert.Equal(text, Encoding.ASCII.GetString(into, 0, dates.Write(into)));
        CookieDates.Split(into.AsSpan(0, text.Length), out CookieDates read);
        Assert.Equal(dates, read);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(4, 1)]
    [InlineData(5, 2)]
    [InlineData(1795485775, 448871444)]
    public void AMomentIsRoundedUp(long wallS, uint date) => Assert.Equal(date, CookieDates.Of(wallS));
}
