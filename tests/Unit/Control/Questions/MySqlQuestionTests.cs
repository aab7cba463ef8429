using System;
using System.Text;
using Weir.Control.Questions;
using Xunit;

namespace Weir.Tests.Unit.Control.Questions;

/// <summary>The logins, and the words of the verdicts, were recorded from HAProxy 2.6.</summary>
public sealed class MySqlQuestionTests
{
    private const string Version = "5.5.5-10.11.6-MariaDB";
    private static readonly string Greeting = Packet(0, $"\n{Version}\0\u0005\0\0\0abcdefgh\0");
    private static readonly string Done = Packet(2, "\0\0\0\u0002\0\0\0");

    private static CheckVerdict Invalid => new(CheckResult.Layer7Invalid);

    [Theory]
    [InlineData(false, "25000001008200000080000121" + "0000000000000000000000000000000000000000000000"
        + "686170" + "0000" + "0100000001")]
    [InlineData(true, "0a0000010080000001" + "686170" + "0000" + "0100000001")]
    public void TheLoginIsHaproxys(bool isOld, string recorded) =>
        Assert.Equal(recorded, Convert.ToHexStringLower(MySqlQuestion.Login("hap"u8.ToArray(), isOld)));

    [Fact]
    public void AGreetingIsGoodAndItsVersionIsToldWithoutAUser()
    {
        Heard.Is(MySqlQuestion.Greeting, Greeting, new(CheckResult.Layer7Passed, Info: Version));
        Heard.Is(MySqlQuestion.Greeting, Packet(1, "\n8.0"), new(CheckResult.Layer7Passed, Info: "8.0"));
    }

    [Fact]
    public void TheAnswerToTheLoginIsAwaitedWithOne()
    {
        Heard.Waits(MySqlQuestion.Answers, Greeting);
        Heard.Is(MySqlQuestion.Answers, Greeting + Done, new(CheckResult.Layer7Passed, Info: Version));
        Heard.Is(
            MySqlQuestion.Answers, Greeting + Packet(2, "\u00fe"),
            new(CheckResult.Layer7Passed, Info: Version));
    }

    [Theory]
    [InlineData("\u00ff\u0010\u0004Too many connections", 1040, "Too many connections")]
    [InlineData("\u00ff\u006a\u0004#HY000Host not allowed", 1130, "#HY000Host not allowed")]
    [InlineData("\u00ff\u006a", 0, "")]
    public void ARefusalIsAWrongStatusWithItsCode(string refusal, int code, string info)
    {
        CheckVerdict verdict = new(CheckResult.Layer7WrongStatus, code, info);
        Heard.Is(MySqlQuestion.Greeting, Packet(0, refusal), verdict);
        Heard.Is(MySqlQuestion.Answers, Packet(0, refusal), verdict);
        Heard.Is(MySqlQuestion.Answers, Greeting + Packet(2, refusal), verdict);
    }

    [Theory]
    [InlineData("hello world, this is no database\r\n")]
    [InlineData("\u00ff\u00ff\u00ff\0\n5.5")]
    [InlineData("\0\0\0\0")]
    public void AnotherProtocolIsInvalidAtOnce(string answer) =>
        Heard.Is(MySqlQuestion.Greeting, answer, Invalid);

    [Fact]
    public void AnEndBeforeThePacketsIsInvalid()
    {
        for (int length = 1; length < Greeting.Length; length++)
        {
            Assert.Equal(Invalid, Judge(MySqlQuestion.Greeting, Greeting[..length]).Verdict);
            Assert.Equal(Invalid, Judge(MySqlQuestion.Answers, Greeting[..length]).Verdict);
        }

        Assert.Equal(Invalid, Judge(MySqlQuestion.Answers, Greeting + Done[..^1]).Verdict);
        Heard.Is(
            MySqlQuestion.Greeting, "", CheckVerdict.OfNothing(CheckResult.Layer7Invalid, 2), ended: true);
        Heard.Is(
            MySqlQuestion.Answers, "", CheckVerdict.OfNothing(CheckResult.Layer7Invalid, 3), ended: true);
    }

    private static Judgement Judge(AnswerJudge judge, string answer) =>
        judge(Encoding.Latin1.GetBytes(answer), ended: true);

    private static string Packet(int number, string content) =>
        $"{(char)content.Length}\0\0{(char)number}{content}";
}
