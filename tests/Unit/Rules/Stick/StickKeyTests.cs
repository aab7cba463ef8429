using System;
using Weir.Model.Contracts.Rules;
using Weir.Model.Stick;
using Weir.Rules.Samples;
using Weir.Rules.Stick;
using Weir.Tests.Unit.Rules.Conditions;
using Xunit;

namespace Weir.Tests.Unit.Rules.Stick;

/// <summary>Samples as keys of tables; what is expected is what HAProxy 2.6 showed in its tables.</summary>
public sealed class StickKeyTests
{
    [Theory]
    [InlineData("1.2.3.4", StickKind.Ip, "01020304")]
    [InlineData("1.2.3.4:80", StickKind.Ip, "01020304")]
    [InlineData("::1", StickKind.Ip, null)]
    [InlineData("::ffff:1.2.3.5", StickKind.Ip, null)]
    [InlineData("x", StickKind.Ip, null)]
    [InlineData("::1", StickKind.Ipv6, "00000000000000000000000000000001")]
    [InlineData("1.2.3.4", StickKind.Ipv6, null)]
    [InlineData("7", StickKind.Integer, "00000007")]
    [InlineData("07x", StickKind.Integer, "00000007")]
    [InlineData("-1", StickKind.Integer, "FFFFFFFF")]
    [InlineData("4294967297", StickKind.Integer, "00000001")]
    [InlineData("x", StickKind.Integer, "00000000")]
    [InlineData("", StickKind.Integer, null)]
    [InlineData("", StickKind.String, "")]
    [InlineData("abcdef", StickKind.String, "61626364")]
    [InlineData("ab", StickKind.Binary, "61620000")]
    [InlineData("abcdef", StickKind.Binary, "61626364")]
    [InlineData("abcd", StickKind.Binary, "61626364")]
    public void ATextIsAKeyOfTheTablesKind(string value, StickKind kind, string? expected) =>
        Assert.Equal(expected, Key("hdr(x)", kind, $"x: {value}\r\n"));

    [Theory]
    [InlineData(StickKind.Ip, "C0000201")]
    [InlineData(StickKind.Ipv6, "00000000000000000000FFFFC0000201")]
    [InlineData(StickKind.Integer, "C0000201")]
    [InlineData(StickKind.String, "3139322E")]
    public void TheClientsAddressIsOneOfAnyKind(StickKind kind, string expected) =>
        Assert.Equal(expected, Key("src", kind, ""));

    [Theory]
    [InlineData("hdr(x)", "63")]
    [InlineData("hdr(x),lower,length", "31")]
    [InlineData("hdr(y)", null)]
    [InlineData("cookie(c)", "32")]
    public void OfSeveralValuesTheLastCounts(string pattern, string? expected) =>
        Assert.Equal(expected, Key(pattern, StickKind.String, "x: a, b\r\nx: c\r\ncookie: c=1; c=2\r\n"));

    private static string? Key(string pattern, StickKind kind, string fields)
    {
        RuleBed bed = new("");
        SampleExpression expression = bed.ExpressionOf(pattern);
        expression.Arguments.Iterates = false;
        StickTablePlan table = new()
        {
            Name = "t",
            Kind = kind,
            KeyMost = kind == StickKind.Ipv6 ? 16 : 4,
            Size = 1,
        };
        RuleContext context = bed.ContextOf(bed.Parse($"GET / HTTP/1.1\r\n{fields}\r\n"));
        return new StickKey(expression).TryRead(ref context, table, out ReadOnlySpan<byte> key)
            ? Convert.ToHexString(key) : null;
    }
}
