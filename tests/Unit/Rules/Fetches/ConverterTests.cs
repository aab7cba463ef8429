using Weir.Tests.Unit.Rules.Conditions;
using Xunit;

namespace Weir.Tests.Unit.Rules.Fetches;

/// <summary>What converters make. The lines of these tables were asked of haproxy 2.6.</summary>
public sealed class ConverterTests
{
    [Theory]
    [InlineData("int(5),add(2)", "7")]
    [InlineData("int(5),add(-7)", "-2")]
    [InlineData("int(9223372036854775807),add(1)", "9223372036854775807")]
    [InlineData("int(5),sub(2)", "3")]
    [InlineData("int(5),mul(2)", "10")]
    [InlineData("int(9223372036854775807),mul(2)", "9223372036854775807")]
    [InlineData("int(5),div(2)", "2")]
    [InlineData("int(5),div(0)", "9223372036854775807")]
    [InlineData("int(5),mod(2)", "1")]
    [InlineData("int(5),mod(0)", "0")]
    [InlineData("int(5),neg", "-5")]
    [InlineData("int(6),and(3)", "2")]
    [InlineData("int(6),or(1)", "7")]
    [InlineData("int(6),xor(2)", "4")]
    [InlineData("int(6),cpl", "-7")]
    [InlineData("int(6),even", "1")]
    [InlineData("int(6),odd", "0")]
    [InlineData("int(6),bool", "1")]
    [InlineData("int(0),bool", "0")]
    [InlineData("bool(0),not", "1")]
    [InlineData("str(5),add(1)", "6")]
    [InlineData("str(abc),add(1)", "1")]
    [InlineData("str(),add(1)", null)]
    [InlineData("ipv4(0.0.0.9),add(1)", "10")]
    public void NumbersAreReckonedWith(string sample, string? expected) => Expect(sample, expected);

    [Theory]
    [InlineData("str(aBc),lower", "abc")]
    [InlineData("str(aBc),upper", "ABC")]
    [InlineData("str(aBc),lower,upper", "ABC")]
    [InlineData("str(abc),length", "3")]
    [InlineData("int(123),length", "3")]
    [InlineData("str(abc),hex", "616263")]
    [InlineData("str(),hex", "")]
    [InlineData("str(/a),base64", "L2E=")]
    [InlineData("str(abc),bytes(1)", "bc")]
    [InlineData("str(abc),bytes(1,1)", "b")]
    [InlineData("str(abc),bytes(1,9)", "bc")]
    [InlineData("str(abc),bytes(5)", "")]
    [InlineData("str(a%20b+c),url_dec", "a b+c")]
    [InlineData("str(a%20b+c),url_dec(1)", "a b c")]
    [InlineData("str(?a+b),url_dec", "?a b")]
    [InlineData("str(a%2),url_dec", null)]
    [InlineData("str(a%zz),url_dec", null)]
    [InlineData("ipv4(192.168.1.77),ipmask(24)", "192.168.1.0")]
    [InlineData("ipv4(192.168.1.77),ipmask(255.255.0.0)", "192.168.0.0")]
    [InlineData("ipv6(2001:db8:1::1),ipmask(24,32)", "2001:db8::")]
    [InlineData("ipv6(2001:db8:1::1),ipmask(24)", "2001:db8:1::1")]
    [InlineData("str(10.1.2.3),ipmask(8)", "10.0.0.0")]
    [InlineData("str(no),ipmask(8)", null)]
    public void TextsAreChanged(string sample, string? expected) => Expect(sample, expected);

    [Theory]
    [InlineData("field(5,_)", "f5")]
    [InlineData("field(4,_)", "")]
    [InlineData("field(9,_)", null)]
    [InlineData("field(2,_,0)", "f2_f3__f5")]
    [InlineData("field(2,_,2)", "f2_f3")]
    [InlineData("field(2,_,9)", "f2_f3__f5")]
    [InlineData("field(4,_,9)", "_f5")]
    [InlineData("field(-1,_)", "f5")]
    [InlineData("field(-2,_,3)", "f2_f3_")]
    [InlineData("field(-3,_,0)", "f1_f2_f3")]
    [InlineData("word(4,_)", "f5")]
    [InlineData("word(9,_)", "")]
    [InlineData("word(2,_,0)", "f2_f3__f5")]
    [InlineData("word(3,_,2)", "f3__f5")]
    [InlineData("word(-2,_,3)", "f1_f2_f3")]
    [InlineData("word(-3,_,0)", "f1_f2")]
    [InlineData("field(2,_f)", "1")]
    public void PiecesAreTaken(string converter, string? expected) =>
        Expect($"str(f1_f2_f3__f5),{converter}", expected);

    [Fact]
    public void EachValueIsConvertedByItself() => Assert.Equal(
        "1|3", Bed().Read("req.hdr(v),length", "GET / HTTP/1.1\r\nHost: h\r\nv: a, bcd\r\n\r\n"));

    [Fact]
    public void AValueThatCannotBeConvertedIsLeftOut() => Assert.Equal(
        "10.0.0.0|11.0.0.0",
        Bed().Read("req.hdr(v),ipmask(8)", "GET / HTTP/1.1\r\nHost: h\r\nv: 10.1.1.1, x, 11.1.1.1\r\n\r\n"));

    private static void Expect(string sample, string? expected) =>
        Assert.Equal(expected, Bed().Read(sample, "/"));

    private static RuleBed Bed() => new("use_backend yes if TRUE");
}
