using System;
using Weir.Control.Questions;
using Xunit;

namespace Weir.Tests.Unit.Control.Questions;

public sealed class SslHelloTests
{
    /// <summary>Recorded from HAProxy 2.6; TTTTTTTT is the time.</summary>
    private const string Recorded =
        "16030000790100007503" + "00" + "TTTTTTTT"
        + "484150524f585953534c43484b0a484150524f585953534c43484b0a" + "00" + "004e"
        + "000100020003000400050006000700080009000a000b000c000d000e000f"
        + "0010001100120013001400150016001700180019001a001b"
        + "002f0030003100320033003400350036003700380039003a" + "0100";

    [Theory]
    [InlineData(0x6b04ed37L * 1000, "6b04ed37")]
    [InlineData(999, "00000000")]
    [InlineData(1000, "00000001")]
    public void TheHelloIsHaproxysOfThatSecond(long wallMs, string time)
    {
        Assert.Equal(Recorded.Replace("TTTTTTTT", time, StringComparison.Ordinal),
            Convert.ToHexStringLower(SslHello.Write(wallMs)));
    }

    [Theory]
    [InlineData("\u0015\u0003\u0000\u0000\u0002")]
    [InlineData("\u0015\u0003\u0001\u0000\u0002\u0002\u0028")]
    [InlineData("\u0016\u0003\u0003\u0000\u002a\u0002\u0000\u0000\u0026")]
    public void AnAlertOrAHandshakeIsGood(string answer) =>
        Assert.Equal(new CheckVerdict(CheckResult.Layer6Passed), Judge(answer, ended: false));

    [Theory]
    [InlineData("220 smtp.example ESMTP\r\n")]
    [InlineData("HTTP/")]
    [InlineData("\u0014\u0003\u0000\u0000\u0002")]
    [InlineData("\u0017\u0003\u0000\u0000\u0002")]
    public void AnythingElseIsInvalidAtOnce(string answer) =>
        Assert.Equal(new CheckVerdict(CheckResult.Layer6Invalid), Judge(answer, ended: false));

    [Fact]
    public void LessThanFiveBytesAreWaitedForAndInvalidWhenTheyAreAll()
    {
        const string Answer = "\u0015\u0003\u0000\u0000";
        for (int length = 1; length <= Answer.Length; length++)
        {
            Assert.Null(Judge(Answer[..length], ended: false));
            Assert.Equal(
                new CheckVerdict(CheckResult.Layer6Invalid), Judge(Answer[..length], ended: true));
        }
    }

    [Fact]
    public void AnEndWithoutAByteIsNamed()
    {
        Assert.Null(Judge("", ended: false));
        Assert.Equal("TCPCHK got an empty response at step 2", Judge("", ended: true)!.Value.Info);
    }

    private static CheckVerdict? Judge(string answer, bool ended) =>
        Heard.Of(SslHello.Judge, answer, ended).Verdict;
}
