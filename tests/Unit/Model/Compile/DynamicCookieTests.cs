using Weir.Ground.Net;
using Weir.Model.Compile;
using Xunit;

namespace Weir.Tests.Unit.Model.Compile;

/// <summary>Values that HAProxy 2.6 gave for the same key and server.</summary>
public sealed class DynamicCookieTests
{
    [Fact]
    public void AServerHasTheValueThatHaproxyGivesIt()
    {
        Assert.Equal("cebd7bafc9b9f246", DynamicCookie.Of("MYKEY", IpEndpoint.V4(0x7f000001, 20190)));
        byte[] one = new byte[16];
        one[15] = 1;
        Assert.Equal("95b8727ae19d05ff", DynamicCookie.Of("K", IpEndpoint.V6(one, 20191)));
    }

    [Fact]
    public void WithoutAKeyThereIsNone() =>
        Assert.Equal("", DynamicCookie.Of("", IpEndpoint.V4(0x7f000001, 80)));
}
