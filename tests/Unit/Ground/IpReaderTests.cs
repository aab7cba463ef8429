using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Weir.Ground.Net;
using Xunit;

namespace Weir.Tests.Unit.Ground;

/// <summary>Bytes to addresses: the same as the runtime's own reader says, where that is as strict.</summary>
public sealed class IpReaderTests
{
    private const int Seed = 4711;

    [Theory]
    [InlineData("1.2.3.4", "1.2.3.4")]
    [InlineData("255.255.255.255", "255.255.255.255")]
    [InlineData("010.1.1.1", "10.1.1.1")]
    [InlineData("::", "::")]
    [InlineData("::1", "::1")]
    [InlineData("1::", "1::")]
    [InlineData("2001:DB8::ff", "2001:db8::ff")]
    [InlineData("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8")]
    [InlineData("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0")]
    [InlineData("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8")]
    [InlineData("::ffff:1.2.3.4", "::ffff:1.2.3.4")]
    [InlineData("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304")]
    public void AnAddressIsRead(string text, string expected)
    {
        Assert.True(IpReader.TryRead(Encoding.ASCII.GetBytes(text), out IpEndpoint address));
        Assert.Equal(expected, address.ToString());
        Assert.True(IpReader.TryRead(text, out IpEndpoint ofWord));
        Assert.Equal(address, ofWord);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1.2.3")]
    [InlineData("1.2.3.4.5")]
    [InlineData("1.2.3.")]
    [InlineData(".1.2.3")]
    [InlineData("1.2.3.256")]
    [InlineData("1.2.3.4 ")]
    [InlineData("a.b.c.d")]
    [InlineData(":")]
    [InlineData(":::")]
    [InlineData("1:2:3:4:5:6:7")]
    [InlineData("1:2:3:4:5:6:7:8:9")]
    [InlineData("1:2:3:4:5:6:7:8::")]
    [InlineData("1::2::3")]
    [InlineData("1:2:3:4:5:6:7:")]
    [InlineData("12345::")]
    [InlineData("g::")]
    [InlineData("[::1]")]
    [InlineData("::1%eth0")]
    [InlineData("1:2:3:4:5:6:7:1.2.3.4")]
    [InlineData("::1.2.3")]
    public void SomethingElseIsNone(string text)
    {
        Assert.False(IpReader.TryRead(Encoding.ASCII.GetBytes(text), out _));
        Assert.False(IpReader.TryRead(text, out _));
    }

    [Theory]
    [InlineData("::\u0661")] // a digit, but not of ours
    [InlineData("0000:0000:0000:0000:0000:0000:0000:0000:0000:0000")]
    public void AWordThatCannotBeOneIsNone(string word) => Assert.False(IpReader.TryRead(word, out _));

    [Fact]
    public void WhatIsDrawnIsReadAsTheRuntimeReadsIt()
    {
        Random random = new(Seed);
        for (int i = 0; i < 20000; i++)
        {
            int length = random.Next(2, 24);
            char[] drawn = new char[length];
            for (int at = 0; at < length; at++)
            {
                drawn[at] = "::::1fA0."[random.Next(9)];
            }

            string text = new(drawn);
            bool isV6 = text.Contains(':', StringComparison.Ordinal);
            bool expected = isV6 && IPAddress.TryParse(text, out IPAddress? parsed)
                && parsed.AddressFamily == AddressFamily.InterNetworkV6;
            if (isV6)
            {
                Assert.Equal(expected, IpReader.TryRead(Encoding.ASCII.GetBytes(text), out _));
            }
        }
    }
}
