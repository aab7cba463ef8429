using System;
using System.Text;
using Weir.Wire.Handshake;
using Weir.Wire.Http1;
using Xunit;

namespace Weir.Tests.Unit.Wire.Handshake;

/// <summary>All of these were asked of haproxy 2.6.</summary>
public sealed class RdpRequestTests
{
    [Fact]
    public void ACookieIsThereWithItsLineEnd()
    {
        byte[] request = Hellos.Rdp();
        int end = request.Length - 8;
        for (int length = 0; length <= request.Length; length++)
        {
            ParseStatus status = RdpRequest.Cookie(
                request.AsSpan(0, length), "MSTShash"u8, out ReadOnlySpan<byte> value);
            Assert.Equal(length < end ? ParseStatus.Incomplete : ParseStatus.Complete, status);
            Assert.Equal(length < end ? "" : "bob", Encoding.Latin1.GetString(value));
        }
    }

    [Theory]
    [InlineData("Cookie: mstshash=bob\r\n", "mstshash", "bob")]
    [InlineData("COOKIE:MSTSHASH=Bob\r\n", "mstshash", "Bob")]
    [InlineData("Cookie:  mstshash=bob \r\n", "mstshash", "bob ")]
    [InlineData("Cookie: mstshash=\r\n", "mstshash", "")]
    [InlineData("Cookie: mstshash=a=b; c=d\r\n", "mstshash", "a=b; c=d")]
    [InlineData("Cookie: msts=1.2.3\r\n", "", "1.2.3")]
    [InlineData("Cookie: =bob\r\n", "", "bob")]
    [InlineData("Cookie: msts=1.2.3\r\n", "mstshash", null)]
    [InlineData("Cookie: mstshashx=bob\r\n", "mstshash", null)]
    [InlineData("Cookie:\tmstshash=bob\r\n", "mstshash", null)]
    [InlineData("Cookie: a=b\r\nCookie: mstshash=bob\r\n", "mstshash", null)]
    [InlineData("Cookie: mstshash\r\n", "", null)]
    [InlineData("Cookie: mstshash=bob\rx", "", null)]
    [InlineData("mstshash=bob\r\n", "", null)]
    [InlineData("", "", null)]
    public void TheFirstLineIsTheOneThatCounts(string lines, string name, string? expected)
    {
        ParseStatus status = RdpRequest.Cookie(
            Hellos.Rdp(lines), Encoding.Latin1.GetBytes(name), out ReadOnlySpan<byte> value);
        Assert.Equal(expected is null ? ParseStatus.Rejected : ParseStatus.Complete, status);
        Assert.Equal(expected ?? "", Encoding.Latin1.GetString(value));
    }

    [Theory]
    [InlineData(11)]
    [InlineData(17)]
    public void AWrongWordIsFoundOutAtOnce(int at) => Assert.Equal(
        ParseStatus.Rejected, RdpRequest.Cookie(Hellos.Rdp().With(at, 'x').AsSpan(0, at + 1), [], out _));

    [Theory]
    [InlineData("3640205228.15629.0000", 0xac1ff9d8u, 3389)]
    [InlineData("16777343.20480.", 0x7f000001u, 80)]
    [InlineData("16777343.20480", 0u, 0)]
    [InlineData("16777343", 0u, 0)]
    [InlineData("4294967296.80.0", 0u, 0)]
    [InlineData("1.65536.0", 0u, 0)]
    [InlineData("-1.80.0", 0u, 0)]
    [InlineData("", 0u, 0)]
    [InlineData("..", 0u, 0)]
    public void ATokenIsAnAddressAndAPort(string value, uint address, int port)
    {
        bool isToken = RdpToken.TryRead(
            Encoding.Latin1.GetBytes(value), out uint foundAddress, out ushort found);
        Assert.Equal(address != 0, isToken);
        Assert.True(!isToken || (foundAddress == address && found == port));
    }
}
