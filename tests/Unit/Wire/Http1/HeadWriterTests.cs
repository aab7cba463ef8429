using System;
using System.Text;
using Weir.Wire.Http1;
using Xunit;

namespace Weir.Tests.Unit.Wire.Http1;

public sealed class HeadWriterTests
{
    [Fact]
    public void PartsAreCopiedLeftOutAndAdded()
    {
        byte[] into = new byte[64];
        HeadWriter writer = new("0123456789"u8, into);
        writer.SkipTo(1);
        writer.CopyTo(4);
        writer.Add("abc"u8);
        writer.SkipTo(8);
        writer.CopyTo(10);
        Assert.Equal("123abc89", Encoding.Latin1.GetString(into, 0, writer.Written));
        Assert.False(writer.Overflowed);
    }

    [Fact]
    public void WhatFitsExactlyIsWritten()
    {
        HeadWriter writer = new("0123456789"u8, new byte[10]);
        writer.CopyTo(10);
        Assert.Equal((10, false), (writer.Written, writer.Overflowed));
    }

    [Fact]
    public void WhatDoesNotFitIsSaidAndStaysSaid()
    {
        byte[] into = new byte[12];
        HeadWriter writer = new("0123456789"u8, into.AsSpan(0, 9));
        writer.CopyTo(5);
        writer.CopyTo(10);
        Assert.True(writer.Overflowed);
        writer.Add("a"u8);
        Assert.True(writer.Overflowed);
        Assert.Equal("01234\0\0\0\0\0\0\0", Encoding.Latin1.GetString(into));
    }
}
