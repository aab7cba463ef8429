using Weir.Ground.Net;
using Weir.Main.MasterCli;
using Weir.Model.Plan.Process;
using Xunit;

namespace Weir.Tests.Unit.Main.MasterCli;

public sealed class CliAddressTests
{
    [Theory]
    [InlineData("/run/a.sock", "/run/a.sock", false)]
    [InlineData("unix@/run/a.sock", "/run/a.sock", false)]
    [InlineData("unix@a.sock", "a.sock", false)]
    [InlineData("abns@weir", "weir", true)]
    public void APathOrANameIsAUnixSocket(string text, string name, bool isAbstract)
    {
        ControlAddress address = Good(text);

        Assert.Equal((name, isAbstract), (address.Name, address.IsAbstract));
        Assert.Null(address.Level);
        Assert.Equal((null, null, null), (address.Mode, address.User, address.Group));
    }

    [Theory]
    [InlineData("127.0.0.1:99")]
    [InlineData("ipv4@127.0.0.1:99")]
    public void AnAddressWithAPortIsTcp(string text)
    {
        ControlAddress address = Good(text);

        Assert.Null(address.Name);
        Assert.Equal(IpEndpoint.V4(0x7f000001, 99), address.Ip);
    }

    [Fact]
    public void OptionsFollowAfterCommas()
    {
        ControlAddress address = Good("/a,mode,640,uid,7,gid,8,level,operator");

        Assert.Equal((0x1a0u, 7u, 8u), (address.Mode, address.User, address.Group));
        Assert.Equal(ControlLevel.Operator, address.Level);
    }

    [Fact]
    public void UsersAndGroupsMayBeNamed()
    {
        ControlAddress address = Good("/a,user,root,group,root");

        Assert.Equal(("root", "root"), (address.UserName, address.GroupName));
    }

    [Theory]
    [InlineData("", "missing port specification in ''")]
    [InlineData("relative.sock", "missing port specification in 'relative.sock'")]
    [InlineData("127.0.0.1", "missing port specification in '127.0.0.1'")]
    [InlineData("127.0.0.1:0", "invalid port '0'")]
    [InlineData("unix@", "'unix@' : a name is missing.")]
    [InlineData("sockpair@3", "address prefix 'sockpair@' is not supported here yet in 'sockpair@3'")]
    [InlineData("/a,nonsense", "'/a nonsense' : unknown keyword 'nonsense'.")]
    [InlineData("/a,ssl,crt,x", "'/a ssl' : unknown keyword 'ssl'.")]
    [InlineData("/a,mode", "'/a mode' : ''mode' : missing or invalid mode '' (octal integer expected)'")]
    [InlineData("/a,mode,99", "'/a mode' : ''mode' : missing or invalid mode '99' (octal integer expected)'")]
    [InlineData("/a,mode,10000000000000",
        "'/a mode' : ''mode' : missing or invalid mode '10000000000000' (octal integer expected)'")]
    [InlineData("/a,level,x",
        "'/a level' : ''level' only supports 'user', 'operator', and 'admin' (got 'x')'")]
    [InlineData("/a,uid,x", "'/a uid' : ''uid' : missing or invalid number 'x''")]
    [InlineData("/a,user,no-such", "'/a user' : ''user' : unknown user name 'no-such''")]
    [InlineData("/a,group,no-such", "'/a group' : ''group' : unknown group name 'no-such''")]
    public void WhatCannotBeUsedIsTold(string text, string expected)
    {
        Assert.Null(CliAddresses.Read(text, static _ => null, out string fault));

        Assert.Equal(expected, fault);
    }

    private static ControlAddress Good(string text)
    {
        ControlAddress? address = CliAddresses.Read(text, static _ => null, out string fault);
        Assert.Equal("", fault);
        return address!;
    }
}
