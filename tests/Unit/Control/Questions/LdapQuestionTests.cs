using System;
using System.Text;
using Weir.Control.Questions;
using Xunit;

namespace Weir.Tests.Unit.Control.Questions;

/// <summary>The words of the verdicts were written by HAProxy 2.6.</summary>
public sealed class LdapQuestionTests
{
    [Theory]
    [InlineData("300c02010161070a010004000400")]
    [InlineData("3084000000100201016184000000070a010004000400")]
    [InlineData("30840000001002010161070a0100040004000000")]
    public void ABindThatSucceedsIsGood(string answer) => Heard.Is(
        LdapQuestion.Judge, Bytes(answer), new(CheckResult.Layer7Passed, Info: "Success"));

    [Theory]
    [InlineData("300c02010161070a013104000400")]
    [InlineData("301a02010161150a01310400040e696e76616c69642063726564656e")]
    public void ABindThatFailsIsAWrongStatusWithItsCode(string answer) => Heard.Is(
        LdapQuestion.Judge, Bytes(answer),
        new(CheckResult.Layer7WrongStatus, 49, "See RFC: http://tools.ietf.org/html/rfc4511#section-4.1.9"));

    [Theory]
    [InlineData("310c02010161070a010004000400")]
    [InlineData("300c02010261070a010004000400")]
    [InlineData("300c04010161070a010004000400")]
    [InlineData("300c02010164070a010004000400")]
    [InlineData("300c020101610704010004000400")]
    [InlineData("308002010161070a010004000400")]
    [InlineData("308502010161070a010004000400")]
    [InlineData("68656c6c6f20746865726520776f726c640d0a")]
    public void AnyOtherMessageIsNoLdap(string answer) => Heard.Is(
        LdapQuestion.Judge, Bytes(answer), new(CheckResult.Layer7Invalid, Info: "Not LDAPv3 protocol"));

    [Fact]
    public void AnEndBeforeTheAnswerIsWholeIsInvalid()
    {
        string answer = Bytes("300c02010161070a010004000400");
        Heard.Is(LdapQuestion.Judge, "", CheckVerdict.OfNothing(CheckResult.Layer7Invalid, 2), ended: true);
        for (int length = 1; length < answer.Length; length++)
        {
            Heard.Waits(LdapQuestion.Judge, answer[..length]);
            Heard.Is(LdapQuestion.Judge, answer[..length], new(CheckResult.Layer7Invalid), ended: true);
        }
    }

    [Fact]
    public void AMessageThatEndsBeforeItsCodeIsNone() => Heard.Is(
        LdapQuestion.Judge, Bytes("3084000000100201016184000000"),
        new(CheckResult.Layer7Invalid, Info: "Not LDAPv3 protocol"), ended: true);

    private static string Bytes(string hex) => Encoding.Latin1.GetString(Convert.FromHexString(hex));
}
