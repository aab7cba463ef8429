using System;
using System.Net;
using System.Text;
using Weir.Ground.Net;
using Xunit;

namespace Weir.Tests.Unit.Ground;

public sealed class IpTextTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("192.0.2.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("1::")]
    [InlineData("2001:db8::1:2")]
    [InlineData("2001:db8:0:1:1:1:1:1")] // one group of zeros is not shortened
    [InlineData("2001:db8::1:0:0:1")] // the first of two equal runs is
    [InlineData("2001:0:0:1::1")] // and the longer one of two
    [InlineData("0:1:2:3:4:5:6:7")]
    [InlineData("1:2:3:4:5:6:7:0")]
    [InlineData("1:2:3:4:5:6::")]
    [InlineData("::3:4:5:6:7:8")]
    [InlineData("fe80::abcd:ef01:2345:6789")]
    [InlineData("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("::ffff:192.0.2.1")]
    [InlineData("::192.0.2.1")]
    [InlineData("::ffff:0:192.0.2.1", "::ffff:0:c000:201")]
    public void AddressIsWrittenAsTheStandardSays(string text, string? canonical = null) =>
        Assert.Equal(canonical ?? text, Format(EndpointOf(IPAddress.Parse(text))));

    [Fact]
    public void EveryPatternOfZerosIsWrittenAsTheSystemDoes()
    {
        byte[] raw = new byte[16];
        for (int pattern = 0; pattern < 256; pattern++)
        {
            for (int group = 0; group < 8; group++)
            {
                bool zero = (pattern >> group & 1) == 0;
                raw[2 * group] = (byte)(zero || group % 3 == 0 ? 0 : 0x1a);
                raw[(2 * group) + 1] = (byte)(zero ? 0 : 0xb0 + group);
            }

            IPAddress address = new(raw);
            Assert.Equal(address.ToString(), Format(EndpointOf(address)));
        }
    }

    [Fact]
    public void WritingAllocatesNothing()
    {
        IpEndpoint endpoint = EndpointOf(IPAddress.Parse("2001:db8::1:2"));
        byte[] into = new byte[IpText.MaxLength];
        IpText.FormatAddress(endpoint, into);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            IpText.FormatAddress(endpoint, into);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void NoAddressIsADash() => Assert.Equal("-", Format(default));

    private static IpEndpoint EndpointOf(IPAddress address)
    {
        byte[] raw = address.GetAddressBytes();
        return raw.Length == 16 ? IpEndpoint.V6(raw, 80)
            : IpEndpoint.V4(((uint)raw[0] << 24) | ((uint)raw[1] << 16) | ((uint)raw[2] << 8) | raw[3], 80);
    }

    private static string Format(in IpEndpoint endpoint)
    {
        byte[] into = new byte[IpText.MaxLength];
        return Encoding.ASCII.GetString(into, 0, IpText.FormatAddress(endpoint, into));
    }

    [Theory]
    [InlineData("0.0.0.0", 0u)]
    [InlineData("10.1.2.255", 0x0A0102FFu)]
    [InlineData("010.1.2.3", 0x0A010203u)]
    public void FourNumbersAreAnAddress(string text, uint expected)
    {
        Assert.True(IpText.TryParseV4(System.Text.Encoding.ASCII.GetBytes(text), out IpEndpoint address));
        Assert.Equal(IpEndpoint.V4(expected, 0), address);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1.2.3")]
    [InlineData("1.2.3.")]
    [InlineData("1.2.3.4.")]
    [InlineData("1.2.3.4 ")]
    [InlineData("1..3.4")]
    [InlineData("1.2.3.256")]
    [InlineData("1.2.3.0001")]
    [InlineData("a.2.3.4")]
    public void AnythingElseIsNone(string text) =>
        Assert.False(IpText.TryParseV4(System.Text.Encoding.ASCII.GetBytes(text), out _));
}
