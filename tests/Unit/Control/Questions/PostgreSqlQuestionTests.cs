using System;
using Weir.Control.Questions;
using Xunit;

namespace Weir.Tests.Unit.Control.Questions;

/// <summary>The question, and the words of the verdicts, were recorded from HAProxy 2.6.</summary>
public sealed class PostgreSqlQuestionTests
{
    private static CheckVerdict Well => new(CheckResult.Layer7Passed, Info: "PostgreSQL server is ok");

    private static CheckVerdict Unknown =>
        new(CheckResult.Layer7WrongStatus, Info: "PostgreSQL unknown error");

    [Fact]
    public void TheQuestionIsHaproxys() => Assert.Equal(
        "00000012" + "00030000" + "7573657200" + "68617000" + "00",
        Convert.ToHexStringLower(PostgreSqlQuestion.Startup("hap"u8.ToArray())));

    [Theory]
    [InlineData("R\0\0\0\u0008\0\0\0\0")]
    [InlineData("R\0\0\0\u000c\0\0\0\u0005salt")]
    [InlineData("R\0\0\0\u0017\0\0\0\u000aSCRAM-SHA-256\0\0")]
    [InlineData("R\0\0\u0007\u00d0\0\0\0\u000aa long list of mechanisms")]
    public void AnyRequestToAuthenticateIsGood(string answer) =>
        Heard.Is(PostgreSqlQuestion.Judge, answer, Well);

    [Theory]
    [InlineData("E\0\0\0\u004dSFATAL\0VFATAL\0C28000\0Mno entry for host\0\0", "FATAL")]
    [InlineData("E\0\0\0\u0008S\0\0\0", "")]
    public void ARefusalIsInvalidWithItsSeverity(string answer, string severity) =>
        Heard.Is(PostgreSqlQuestion.Judge, answer, new(CheckResult.Layer7Invalid, Info: severity));

    [Theory]
    [InlineData("N")]
    [InlineData("hello there world\r\n")]
    [InlineData("R\0\0\0\u0007xxxx")]
    [InlineData("R\0\0\u0007\u00d1xxxx")]
    [InlineData("Rxxxxxxxxxxxx")]
    public void AnythingElseIsUnknown(string answer) => Heard.Is(PostgreSqlQuestion.Judge, answer, Unknown);

    [Fact]
    public void AnEndBeforeTheAnswerIsWhole()
    {
        Heard.Is(
            PostgreSqlQuestion.Judge, "", CheckVerdict.OfNothing(CheckResult.Layer7Invalid, 3), ended: true);
        Heard.Is(PostgreSqlQuestion.Judge, "R\0\0", Unknown, ended: true);
        Heard.Is(PostgreSqlQuestion.Judge, "E", new(CheckResult.Layer7Invalid), ended: true);
        Heard.Is(
            PostgreSqlQuestion.Judge, "E\0\0\0\u0020SFAT", new(CheckResult.Layer7Invalid, Info: "FAT"),
            ended: true);
    }
}
