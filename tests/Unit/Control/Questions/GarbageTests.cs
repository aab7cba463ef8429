using System;
using System.Collections.Generic;
using Weir.Control.Questions;
using Weir.Model.Plan.Checks;
using Xunit;

namespace Weir.Tests.Unit.Control.Questions;

/// <summary>Whatever a server sends, its end is the end of a check, or brings the next step.</summary>
public sealed class GarbageTests
{
    private const int Rounds = 3000;

    // What real answers begin with, so that garbage gets further than the first byte.
    private static readonly string[] Beginnings =
    [
        "", "220", "220-", "250 ", "\n\0\0\0\n5.", "R\0\0\0", "E\0\0\0\u0020S", "+PONG", "\u0030\u000c\u0002",
        "\u0030\u0084\0\0\0\u0010\u0002\u0001\u0001\u0061", "\u0016\u0003", "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void EveryEndIsAVerdictOrTheNextQuestion(int seed)
    {
        Random dice = new(seed);
        for (int round = 0; round < Rounds; round++)
        {
            byte[] answer = Draw(dice);
            foreach (AnswerJudge judge in Judges())
            {
                Assert.NotEqual(Judgement.More, judge(answer, ended: true));
                _ = judge(answer, ended: false);
            }
        }
    }

    private static byte[] Draw(Random dice)
    {
        string beginning = Beginnings[dice.Next(Beginnings.Length)];
        byte[] rest = new byte[dice.Next(60)];
        dice.NextBytes(rest);
        return [.. System.Text.Encoding.Latin1.GetBytes(beginning), .. rest];
    }

    private static IEnumerable<AnswerJudge> Judges()
    {
        HttpCheckPlan usual = new();
        HttpCheckPlan body = new() { Expected = [new() { Text = "a"u8.ToArray() }] };
        yield return SmtpQuestion.Greeting;
        yield return SmtpQuestion.Welcome;
        yield return SmtpQuestion.Leave;
        yield return MySqlQuestion.Greeting;
        yield return MySqlQuestion.Answers;
        yield return PostgreSqlQuestion.Judge;
        yield return RedisQuestion.Judge;
        yield return LdapQuestion.Judge;
        yield return SslHello.Judge;
        yield return (received, ended) => HttpAnswer.Judge(received, ended, usual);
        yield return (received, ended) => HttpAnswer.Judge(received, ended, body);
    }
}
