using System.Text;
using Weir.Ground.Net;
using Weir.Relay.Dispatch;
using Weir.Wire.Http1;
using Xunit;

namespace Weir.Tests.Unit.Relay.Dispatch;

public sealed class RequestAddressesTests
{
    [Theory]
    [InlineData("GET http://10.0.0.1/x HTTP/1.1", 80)]
    [InlineData("GET http://10.0.0.1:8080 HTTP/1.1", 8080)]
    [InlineData("GET http://10.0.0.1:8080?a=b HTTP/1.0", 8080)]
    [InlineData("GET http://www/x HTTP/1.1", 0)]
    [InlineData("GET http://10.0.0.1:/ HTTP/1.1", 0)]
    [InlineData("GET http://10.0.0.1:99999/ HTTP/1.1", 0)]
    [InlineData("GET http://10.0.0/ HTTP/1.1", 0)]
    [InlineData("GET /http://10.0.0.1/ HTTP/1.1", 0)]
    [InlineData("OPTIONS * HTTP/1.1", 0)]
    [InlineData("", 0)]
    public void ATargetLeadsToItsAddress(string line, int port)
    {
        IpEndpoint found = RequestAddresses.OfTarget(Encoding.ASCII.GetBytes(line));
        Assert.Equal(port == 0 ? default : IpEndpoint.V4(0x0A000001, (ushort)port), found);
    }

    [Theory]
    [InlineData(-1, 3)]
    [InlineData(-2, 2)]
    [InlineData(-3, 1)]
    [InlineData(-4, 0)]
    [InlineData(1, 1)]
    [InlineData(3, 3)]
    [InlineData(4, 0)]
    public void AFieldsAddressesAreOneListOverItsLines(int occurrence, int last)
    {
        byte[] head = Encoding.ASCII.GetBytes(
            "GET / HTTP/1.1\r\nhost: w\r\nx-client: 10.0.0.1 ,10.0.0.2\r\na: b\r\n"
            + "X-Client: 10.0.0.3\r\n\r\n");
        Assert.Equal(last == 0 ? default : IpEndpoint.V4(0x0A000000u + (uint)last, 0), Of(head, occurrence));
    }

    [Fact]
    public void WhatIsNoAddressIsNone()
    {
        Assert.Equal(default, Of("GET / HTTP/1.1\r\nhost: w\r\nx-client: unknown\r\n\r\n"u8.ToArray(), -1));
        Assert.Equal(default, Of([], -1));
    }

    private static IpEndpoint Of(byte[] head, int occurrence) =>
        RequestAddresses.OfField(head, "X-Client"u8, occurrence, new Field[10]);
}
