using System;
using System.Text;
using Weir.Control.Questions;
using Xunit;

namespace Weir.Tests.Unit.Control.Questions;

/// <summary>What a judge makes of an answer, however that arrives.</summary>
internal static class Heard
{
    /// <summary>
    /// The judgement of the whole answer. Each beginning of it is judged so too, or waited with: where the
    /// pieces fall changes nothing.
    /// </summary>
    /// <param name="judge">Who judges.</param>
    /// <param name="answer">One character for each byte.</param>
    /// <param name="ended">The connection ends behind it.</param>
    public static Judgement Of(AnswerJudge judge, string answer, bool ended = false)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(answer);
        Judgement whole = judge(bytes, ended);
        bool isDecided = false;
        for (int length = 0; length < bytes.Length; length++)
        {
            Judgement part = judge(bytes.AsSpan(0, length), ended: false);
            Assert.True(part == Judgement.More || part == whole, $"after {length} bytes: {part.Verdict}");
            Assert.False(isDecided && part == Judgement.More, $"taken back after {length} bytes");
            isDecided = part != Judgement.More;
        }

        return whole;
    }

    public static void Waits(AnswerJudge judge, string answer) =>
        Assert.Equal(Judgement.More, Of(judge, answer));

    public static void GoesOn(AnswerJudge judge, string answer, bool ended = false) =>
        Assert.Equal(Judgement.GoOn, Of(judge, answer, ended));

    /// <summary>The check ends with that.</summary>
    public static void Is(AnswerJudge judge, string answer, CheckVerdict verdict, bool ended = false) =>
        Assert.Equal(verdict, Of(judge, answer, ended).Verdict);
}
