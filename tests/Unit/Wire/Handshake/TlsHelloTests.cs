using System;
using System.Text;
using Weir.Wire.Handshake;
using Weir.Wire.Http1;
using Xunit;

namespace Weir.Tests.Unit.Wire.Handshake;

/// <summary>Nearly all of these were asked of haproxy 2.6.</summary>
public sealed class TlsHelloTests
{
    private const ParseStatus NotYet = ParseStatus.Incomplete;
    private const ParseStatus Yes = ParseStatus.Complete;
    private const ParseStatus No = ParseStatus.Rejected;

    [Fact]
    public void AHelloIsThereWithItsLastByte()
    {
        byte[] hello = Hellos.Tls;
        for (int length = 0; length <= hello.Length; length++)
        {
            ParseStatus whole = length < hello.Length ? NotYet : Yes;
            Assert.Equal(whole, TlsHello.Version(hello.AsSpan(0, length), out int version));
            Assert.Equal(whole, TlsHello.Whole(hello.AsSpan(0, length)));
            Assert.True(whole == NotYet || version == 0x30003);
        }
    }

    [Fact]
    public void ANameIsThereWithItsOwnLastByte()
    {
        byte[] hello = Hellos.Tls;
        for (int length = 0; length <= hello.Length; length++)
        {
            ParseStatus status = TlsHello.ServerName(hello.AsSpan(0, length), out ReadOnlySpan<byte> name);
            Assert.Equal(length < Hellos.TlsNameEnd ? NotYet : Yes, status);
            Assert.Equal(status == Yes ? "a.example" : "", Encoding.Latin1.GetString(name));
        }
    }

    [Theory]
    [InlineData(0, 0x15, No, No, No)]
    [InlineData(1, 2, No, No, No)]
    [InlineData(1, 4, Yes, Yes, Yes)]
    [InlineData(3, 1, NotYet, Yes, Yes)]
    [InlineData(3, 0xff, No, Yes, Yes)]
    [InlineData(4, 3, No, No, No)]
    [InlineData(4, 0x4c, NotYet, Yes, Yes)]
    [InlineData(5, 2, Yes, No, No)]
    [InlineData(6, 1, Yes, NotYet, Yes)]
    [InlineData(8, 3, Yes, Yes, No)]
    [InlineData(8, 0x48, Yes, NotYet, Yes)]
    [InlineData(9, 2, Yes, Yes, No)]
    [InlineData(10, 0, Yes, Yes, No)]
    [InlineData(43, 200, Yes, Yes, No)]
    [InlineData(44, 200, Yes, Yes, No)]
    [InlineData(50, 200, Yes, Yes, No)]
    [InlineData(53, 0x1b, Yes, Yes, No)]
    [InlineData(53, 4, Yes, Yes, No)]
    [InlineData(61, 0xff, Yes, Yes, No)]
    [InlineData(64, 1, Yes, Yes, No)]
    [InlineData(66, 0, Yes, Yes, No)]
    public void OneWrongByteIsFoundOutWhereItMatters(
        int at, int value, ParseStatus version, ParseStatus whole, ParseStatus name)
    {
        byte[] hello = Hellos.Tls.With(at, value);
        Assert.Equal(version, TlsHello.Version(hello, out _));
        Assert.Equal(whole, TlsHello.Whole(hello));
        Assert.Equal(name, TlsHello.ServerName(hello, out _));
    }

    [Theory]
    [InlineData(2, 0, 0x20000)]
    [InlineData(3, 1, 0x30001)]
    [InlineData(3, 3, 0x30003)]
    public void AHelloOfTheOldFormOffersAVersion(int major, int minor, int expected)
    {
        byte[] hello =
        [
            0x80, 9 + 3 + 16, 1, (byte)major, (byte)minor, 0, 3, 0, 0, 0, 16, 1, 0, 0x80, .. new byte[16],
        ];
        for (int length = 1; length <= hello.Length; length++)
        {
            ParseStatus wanted = length < hello.Length ? NotYet : Yes;
            Assert.Equal(wanted, TlsHello.Version(hello.AsSpan(0, length), out int version));
            Assert.True(wanted == NotYet || version == expected);
        }

        Assert.Equal(No, TlsHello.Version(hello.With(2, 4), out _));
        Assert.Equal(No, TlsHello.Whole(hello));
    }

    [Fact]
    public void AnyBytesHaveAnAnswer()
    {
        Random random = new(1);
        for (int round = 0; round < 20_000; round++)
        {
            byte[] hello = Hellos.Tls;
            for (int changes = random.Next(4); changes >= 0; changes--)
            {
                hello[random.Next(hello.Length)] = (byte)random.Next(256);
            }

            ReadOnlySpan<byte> bytes = hello.AsSpan(0, random.Next(hello.Length + 1));
            TlsHello.Version(bytes, out _);
            TlsHello.Whole(bytes);
            bool isThere = TlsHello.ServerName(bytes, out ReadOnlySpan<byte> name) == Yes;
            Assert.Equal(isThere, !name.IsEmpty);
        }
    }
}
