using Weir.Ground.Net;
using Weir.Language.Values;
using Xunit;

namespace Weir.Tests.Unit.Language.Values;

public sealed class NetworkTextTests
{
    [Theory]
    [InlineData("192.168.1.1", "192.168.1.1", "192.168.1.0")]
    [InlineData("192.168.1.252/31", "192.168.1.253", "192.168.1.254")]
    [InlineData("192.168.1.253/31", "192.168.1.252", "192.168.1.251")]
    [InlineData("192.168.1.0/255.255.255.0", "192.168.1.255", "192.168.2.0")]
    [InlineData("10.0.0.0/8", "10.255.0.1", "11.0.0.0")]
    [InlineData("0.0.0.0/0", "255.255.255.255", "::1")]
    [InlineData("255.255.255.255/32", "255.255.255.255", "255.255.255.254")]
    [InlineData("::1", "::1", "::2")]
    [InlineData("fe80::/10", "febf::1", "fec0::1")]
    [InlineData("2001:db8::/64", "2001:db8::ffff:0:0:1", "2001:db8:0:1::1")]
    [InlineData("2001:db8::/127", "2001:db8::1", "2001:db8::2")]
    [InlineData("::/0", "ffff::1", "0.0.0.1")]
    public void ANetworkHoldsItsAddressesAndNoOther(string text, string inside, string outside)
    {
        IpNetwork network = NetworkText.Read(text)!.Value;
        Assert.True(network.Contains(AddressText.Host(inside)!.Value));
        Assert.False(network.Contains(AddressText.Host(outside)!.Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("www")]
    [InlineData("/8")]
    [InlineData("10.0.0/8")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/+8")]
    [InlineData("10.0.0.0/255.0.255.0")]
    [InlineData("10.0.0.0/255.0.0")]
    [InlineData("fe80::/129")]
    [InlineData("fe80::/255.0.0.0")]
    [InlineData("[::1]:80")]
    public void AnythingElseIsNone(string text) => Assert.Null(NetworkText.Read(text));
}
