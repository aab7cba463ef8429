using Weir.Control.Questions;
using Xunit;

namespace Weir.Tests.Unit.Control.Questions;

/// <summary>The words of the verdicts were written by HAProxy 2.6.</summary>
public sealed class SmtpQuestionTests
{
    [Theory]
    [InlineData("220 mail.example ESMTP\r\n")]
    [InlineData("220\r\n")]
    [InlineData("220 hi\n")]
    [InlineData("220-mail.example\r\n220-says\r\n220 hi\r\n")]
    [InlineData("200 hi\r\nand more")]
    public void AGreetingOf2xxIsGreetedBack(string greeting) =>
        Heard.GoesOn(SmtpQuestion.Greeting, greeting);

    [Theory]
    [InlineData("")]
    [InlineData("2")]
    [InlineData("220")]
    [InlineData("220 hi")]
    [InlineData("220 hi\r")]
    [InlineData("220-hi\r\n")]
    [InlineData("220-hi\r\n220 ")]
    public void HalfAReplyIsWaitedWith(string reply)
    {
        Heard.Waits(SmtpQuestion.Greeting, reply);
        Heard.Waits(SmtpQuestion.Welcome, reply);
        Heard.Waits(SmtpQuestion.Leave, reply);
    }

    [Theory]
    [InlineData("554 go away\r\n", 554, "go away")]
    [InlineData("554   go\r\n", 554, "go")]
    [InlineData("300 x\r\n", 300, "x")]
    [InlineData("421-one\r\n421 two\r\n", 421, "one")]
    public void AGreetingThatRefusesIsAWrongStatus(string greeting, int code, string info) =>
        Heard.Is(SmtpQuestion.Greeting, greeting, new(CheckResult.Layer7WrongStatus, code, info));

    [Theory]
    [InlineData("hello world\r\n", "hello world")]
    [InlineData("2x0 x\r\n", "2x0 x")]
    [InlineData("SSH-2.0-OpenSSH\r\n", "SSH-2.0-OpenSSH")]
    [InlineData("220x\r\n", "220x")]
    public void WhatIsNoReplyIsInvalidAtOnce(string greeting, string info) => Assert.Equal(
        new CheckVerdict(CheckResult.Layer7Invalid, Info: info),
        SmtpQuestion.Greeting(System.Text.Encoding.Latin1.GetBytes(greeting), ended: false).Verdict);

    [Fact]
    public void AnEndInTheGreetingIsInvalid()
    {
        Heard.Is(
            SmtpQuestion.Greeting, "", CheckVerdict.OfNothing(CheckResult.Layer7Invalid, 2), ended: true);
        Heard.Is(SmtpQuestion.Greeting, "22", new(CheckResult.Layer7Invalid, Info: "22"), ended: true);
        Heard.GoesOn(SmtpQuestion.Greeting, "220 hi", ended: true); // the next question finds the end
    }

    [Theory]
    [InlineData("250 hello\r\n")]
    [InlineData("250-hello\r\n250-SIZE 1\r\n250 HELP\r\n")]
    public void AWelcomeOf2xxIsTakenLeaveOf(string welcome) => Heard.GoesOn(SmtpQuestion.Welcome, welcome);

    [Theory]
    [InlineData("500 what is it?\r\n", 500, "what is it?", false)]
    [InlineData("500-what is it?\r\n500 no\r\n", 500, "what is it?", false)]
    [InlineData("421 no", 421, "no", true)]
    [InlineData("5", 0, "", true)]
    [InlineData("", 0, "TCPCHK got an empty response at step 5", true)]
    public void AnyOtherWelcomeIsAWrongStatus(string welcome, int code, string info, bool ended) =>
        Heard.Is(SmtpQuestion.Welcome, welcome, new(CheckResult.Layer7WrongStatus, code, info), ended);

    [Theory]
    [InlineData("221 bye\r\n", 221, "bye", false)]
    [InlineData("221\r\n", 221, "", false)]
    [InlineData("221   by e  \r\n", 221, "by e  ", false)]
    [InlineData("221-by\r\n221 bye\r\n", 221, "by", false)]
    [InlineData("221 bye", 221, "bye", true)]
    public void ALeaveOf2xxPasses(string leave, int code, string info, bool ended) =>
        Heard.Is(SmtpQuestion.Leave, leave, new(CheckResult.Layer7Passed, code, info), ended);

    [Theory]
    [InlineData("500 never\r\n", 500, "never", false)]
    [InlineData("", 0, "TCPCHK got an empty response at step 7", true)]
    public void AnyOtherLeaveIsAWrongStatus(string leave, int code, string info, bool ended) =>
        Heard.Is(SmtpQuestion.Leave, leave, new(CheckResult.Layer7WrongStatus, code, info), ended);
}
