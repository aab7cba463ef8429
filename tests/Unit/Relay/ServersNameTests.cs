using System;
using System.Text;
using Weir.Relay.Forward;
using Xunit;

namespace Weir.Tests.Unit.Relay;

public sealed class ServersNameTests
{
    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nX-S: s1\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\na: b\r\n\r\n", "GET / HTTP/1.1\r\na: b\r\nX-S: s1\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nx-s:y\r\na: b\r\nX-S: z\r\n\r\n",
        "GET / HTTP/1.1\r\na: b\r\nX-S: s1\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nx-s2: y\r\nx-: z\r\n\r\n",
        "GET / HTTP/1.1\r\nx-s2: y\r\nx-: z\r\nX-S: s1\r\n\r\n")]
    public void ItStandsAtTheEndAndAlone(string head, string expected) =>
        Assert.Equal(expected, Written(head, room: 100));

    [Fact]
    public void WithoutRoomThereIsNone() => Assert.Equal("", Written("GET / HTTP/1.1\r\n\r\n", room: 20));

    private static string Written(string head, int room)
    {
        Span<byte> into = new byte[room];
        int length = ServersName.Write(Encoding.Latin1.GetBytes(head), "X-S: "u8, "s1"u8, into);
        return length < 0 ? "" : Encoding.Latin1.GetString(into[..length]);
    }
}
