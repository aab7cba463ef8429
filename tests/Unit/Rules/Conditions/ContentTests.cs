using System.Text;
using Weir.Model.Contracts.Rules;
using Weir.Tests.Unit.Wire.Handshake;
using Xunit;

namespace Weir.Tests.Unit.Rules.Conditions;

/// <summary>Conditions on what a connection has brought, while more may come and when it is all.</summary>
public sealed class ContentTests
{
    private const string Get = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n";

    [Theory]
    [InlineData("TRUE", "", Truth.Yes, Truth.Yes)]
    [InlineData("WAIT_END", "abc", Truth.Unknown, Truth.Yes)]
    [InlineData("REQ_CONTENT", "", Truth.Unknown, Truth.No)]
    [InlineData("REQ_CONTENT", "abc", Truth.Yes, Truth.Yes)]
    [InlineData("{ req.len lt 5 }", "abc", Truth.Yes, Truth.Yes)]
    [InlineData("{ req.len ge 5 }", "abc", Truth.Unknown, Truth.No)]
    [InlineData("HTTP", "", Truth.Unknown, Truth.No)]
    [InlineData("HTTP", "GET /a HTTP/1.1\r\n", Truth.Unknown, Truth.No)]
    [InlineData("HTTP", "junk\r\n\r\n", Truth.No, Truth.No)]
    [InlineData("HTTP", Get, Truth.Yes, Truth.Yes)]
    [InlineData("HTTP", Get + "rest", Truth.Yes, Truth.Yes)]
    [InlineData("{ path /a }", "GET /a", Truth.Unknown, Truth.No)]
    [InlineData("{ path /a }", "junk\r\n\r\n", Truth.No, Truth.No)]
    [InlineData("{ path /a }", Get, Truth.Yes, Truth.Yes)]
    [InlineData("{ path /b }", Get, Truth.No, Truth.No)]
    [InlineData("{ hdr(host) h }", Get, Truth.Yes, Truth.Yes)]
    [InlineData("{ req.ssl_hello_type 1 }", "", Truth.Unknown, Truth.No)]
    [InlineData("{ req.ssl_hello_type 1 }", Get, Truth.No, Truth.No)]
    [InlineData("RDP_COOKIE", "", Truth.Unknown, Truth.No)]
    [InlineData("RDP_COOKIE", Get, Truth.No, Truth.No)]
    public void WhatMoreBytesCouldChangeIsUnknown(
        string condition, string content, Truth growing, Truth whole) =>
        Check(condition, Encoding.Latin1.GetBytes(content), growing, whole);

    [Theory]
    [InlineData("WAIT_END FALSE", Truth.No)]
    [InlineData("FALSE WAIT_END", Truth.No)]
    [InlineData("WAIT_END TRUE", Truth.Unknown)]
    [InlineData("WAIT_END || TRUE", Truth.Yes)]
    [InlineData("WAIT_END || FALSE", Truth.Unknown)]
    [InlineData("FALSE || WAIT_END", Truth.Unknown)]
    [InlineData("!WAIT_END", Truth.Unknown)]
    [InlineData("!WAIT_END FALSE", Truth.No)]
    public void OneUnknownTermDecidesNothing(string condition, Truth growing) =>
        Assert.Equal(growing, RuleBed.Ask(condition, [], isGrowing: true));

    [Theory]
    [InlineData("{ req.ssl_ver 3.3 }", Truth.Yes)]
    [InlineData("{ req.ssl_ver 3:3.9 }", Truth.Yes)]
    [InlineData("{ req_ssl_ver gt 3 }", Truth.Yes)]
    [InlineData("{ req_ssl_ver 3 }", Truth.No)]
    [InlineData("{ req.ssl_ver lt 3.3 }", Truth.No)]
    [InlineData("{ req.ssl_ver -m int 196611 }", Truth.Yes)]
    [InlineData("{ req.ssl_hello_type 1 }", Truth.Yes)]
    [InlineData("{ req.ssl_sni a.example }", Truth.Yes)]
    [InlineData("{ req_ssl_sni -m end .example }", Truth.Yes)]
    [InlineData("{ req.ssl_sni,lower -m str b.example }", Truth.No)]
    public void AHelloIsRead(string condition, Truth holds) => Check(condition, Hellos.Tls, holds, holds);

    [Theory]
    [InlineData("RDP_COOKIE", Truth.Yes)]
    [InlineData("{ req.rdp_cookie bob }", Truth.Yes)]
    [InlineData("{ req.rdp_cookie(mstshash) bob }", Truth.Yes)]
    [InlineData("{ req_rdp_cookie(msts) bob }", Truth.No)]
    [InlineData("{ rdp_cookie_cnt(mstshash) 1 }", Truth.Yes)]
    [InlineData("{ req.rdp_cookie_cnt(msts) 0 }", Truth.Yes)]
    public void ARequestForADesktopIsRead(string condition, Truth holds) =>
        Check(condition, Hellos.Rdp(), holds, holds);

    [Fact]
    public void APieceOfAHelloIsNoHelloOnceAllHasCome()
    {
        Check("{ req.ssl_ver 3:3.9 }", Hellos.Tls[..20], Truth.Unknown, Truth.No);
        Check("RDP_COOKIE", Hellos.Rdp()[..20], Truth.Unknown, Truth.No);
    }

    private static void Check(string condition, byte[] content, Truth growing, Truth whole)
    {
        Assert.Equal(growing, RuleBed.Ask(condition, content, isGrowing: true));
        Assert.Equal(whole, RuleBed.Ask(condition, content, isGrowing: false));
    }
}
