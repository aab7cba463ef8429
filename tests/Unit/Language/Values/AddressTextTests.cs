using Weir.Ground.Net;
using Weir.Language.Values;
using Xunit;

namespace Weir.Tests.Unit.Language.Values;

public sealed class AddressTextTests
{
    private const AddressForm Listen = AddressForm.PortNeeded | AddressForm.RangeAllowed;

    [Theory]
    [InlineData(":80", "0.0.0.0", 80, 80)]
    [InlineData("*:80", "0.0.0.0", 80, 80)]
    [InlineData("10.0.0.1:80-82", "10.0.0.1", 80, 82)]
    [InlineData("ipv4@10.0.0.1:80", "10.0.0.1", 80, 80)]
    [InlineData("::1:80", "::1", 80, 80)]
    [InlineData("[::1]:80", "::1", 80, 80)]
    [InlineData("ipv6@[2001:db8::1]:65535", "2001:db8::1", 65535, 65535)]
    [InlineData(":::80", "::", 80, 80)]
    [InlineData("www:80", "192.0.2.1", 80, 80)]
    public void AddressesToListenOnAreRead(string text, string host, int first, int last)
    {
        AddressRange? range = AddressText.Read(text, Listen, Resolve, out string fault);
        Assert.Equal("", fault);
        Assert.Equal(host, range!.Value.First.ToString());
        Assert.Equal((first, last), (range.Value.First.Port, range.Value.LastPort));
    }

    [Theory]
    [InlineData("10.0.0.1", 0)]
    [InlineData("10.0.0.1:", 0)]
    [InlineData("10.0.0.1:0", 0)]
    [InlineData("10.0.0.1:8080", 8080)]
    [InlineData("[::1]", 0)]
    public void AServerMayLeaveItsPortOut(string text, int port) =>
        Assert.Equal(port, AddressText.Read(text, AddressForm.None, Resolve, out _)!.Value.First.Port);

    [Theory]
    [InlineData("10.0.0.1:+5", 5)]
    [InlineData("10.0.0.1:-1000", -1000)]
    [InlineData("[::1]:+0", 0)]
    [InlineData("10.0.0.1", 0)]
    public void APortMayBeSaidByItsDistance(string text, int offset)
    {
        AddressRange? read = AddressText.Read(text, AddressForm.OffsetAllowed, Resolve, out string fault);
        Assert.Equal("", fault);
        Assert.Equal((0, offset), (read!.Value.First.Port, read.Value.Offset));
    }

    [Theory]
    [InlineData("1.2.3.4:+", "invalid port offset '+'")]
    [InlineData("1.2.3.4:-x", "invalid port offset '-x'")]
    [InlineData("1.2.3.4:+-1", "invalid port offset '+-1'")]
    [InlineData("1.2.3.4:+65536", "invalid port offset '+65536'")]
    public void WrongDistancesAreRefused(string text, string message)
    {
        Assert.Null(AddressText.Read(text, AddressForm.OffsetAllowed, Resolve, out string fault));
        Assert.Equal(message, fault);
    }

    [Theory]
    [InlineData("1.2.3.4", "missing port specification in '1.2.3.4'")]
    [InlineData("1.2.3.4:", "missing port specification in '1.2.3.4:'")]
    [InlineData("*", "missing port specification in '*'")]
    [InlineData(":0", "invalid port '0'")]
    [InlineData(":65536", "invalid port '65536'")]
    [InlineData(":80-", "invalid port ''")]
    [InlineData(":80-79", "invalid port range '80-79'")]
    [InlineData(":80x", "invalid character 'x' in port number '80x' in ':80x'")]
    [InlineData("nox:80", "invalid address: 'nox' in 'nox:80'")]
    [InlineData("1.2.3:80", "invalid address: '1.2.3' in '1.2.3:80'")]
    [InlineData("1.2.3.+4:80", "invalid address: '1.2.3.+4' in '1.2.3.+4:80'")]
    [InlineData("1.2.3.256:80", "invalid address: '1.2.3.256' in '1.2.3.256:80'")]
    [InlineData("[::g]:80", "invalid address: '[::g]' in '[::g]:80'")]
    [InlineData("[::1%lo]:80", "invalid address: '[::1%lo]' in '[::1%lo]:80'")]
    [InlineData("/run/x", "unix socket addresses are known, but not supported yet in '/run/x'")]
    [InlineData("abns@x", "address prefix 'abns@' is not supported here yet in 'abns@x'")]
    [InlineData(":+80", "port offset not permitted here in ':+80'")]
    public void WrongAddressesAreRefused(string text, string message)
    {
        Assert.Null(AddressText.Read(text, Listen, Resolve, out string fault));
        Assert.Equal(message, fault);
    }

    [Fact]
    public void ARangeIsRefusedWhereOnePortIsMeant()
    {
        Assert.Null(AddressText.Read("1.2.3.4:80-90", AddressForm.None, Resolve, out string fault));
        Assert.Equal("port range not permitted here in '1.2.3.4:80-90'", fault);
    }

    private static IpEndpoint? Resolve(string host) => host == "www" ? IpEndpoint.V4(0xC0000201, 0) : null;
}
