using System.Text;
using Weir.Wire.Http;
using Xunit;

namespace Weir.Tests.Unit.Wire.Http;

public sealed class LenientHeadTests
{
    [Theory]
    [InlineData(
        "GET /a\u00e9#b HTTP/1.1\r\nA(b): \u00e9#\r\n\r\n",
        "GET /axxb HTTP/1.1\r\nAxbx: \u00e9#\r\n\r\n")]
    [InlineData(
        "\r\nGET / HTTP/1.1\r\nA b\u0001 : c\r\nd: e\r\n",
        "\r\nGET / HTTP/1.1\r\nAxbxx: c\r\nd: e\r\n")]
    [InlineData("GET / HTTP/1.1\r\nA b", null)]
    [InlineData("GET / HTTP/1.1\r\nA: b\r\n\r\nC D: e\r\n", null)]
    [InlineData("GET / HTTP/1.1\r\n folded: b\r\n\r\n", null)]
    [InlineData("GET / HTTP/1.1\r\nno colon\r\n\r\n", null)]
    [InlineData("GET / HTTP/1.1\r\n: b\r\n\r\n", null)]
    [InlineData("GET / HTTP/1.1\r\na\u0000b: c\r\n\r\n", null)]
    [InlineData("POST / HTTP/1.1\r\nContent-Length : 5\r\n\r\n", null)]
    [InlineData("POST / HTTP/1.1\r\nTransfer\u0001-Encoding: chunked\r\n\r\n", null)]
    [InlineData(
        "POST / HTTP/1.1\r\nContent-Lengths : 5\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Lengthsx: 5\r\n\r\n")]
    public void WhatPassesIsReadAsLetters(string head, string? expected)
    {
        byte[] received = Encoding.Latin1.GetBytes(head);
        byte[] into = new byte[received.Length];
        bool changed = LenientHead.Mask(received, into, isRequest: true);
        Assert.Equal(expected, changed ? Encoding.Latin1.GetString(into) : null);
    }

    [Fact]
    public void TheReasonOfAResponseIsLeftAlone()
    {
        byte[] received = Encoding.Latin1.GetBytes("HTTP/1.1 200 O\u00e9#\r\n\u00e9: a\r\n\r\n");
        byte[] into = new byte[received.Length];
        Assert.True(LenientHead.Mask(received, into, isRequest: false));
        Assert.Equal("HTTP/1.1 200 O\u00e9#\r\nx: a\r\n\r\n", Encoding.Latin1.GetString(into));
    }

    [Fact]
    public void WithoutRoomNothingPasses() =>
        Assert.False(LenientHead.Mask("GET /# HTTP/1.1"u8, new byte[10], isRequest: true));
}
