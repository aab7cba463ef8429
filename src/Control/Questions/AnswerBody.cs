using System;
using Weir.Model.Plan.Checks;
using Weir.Wire.Http;
using Weir.Wire.Http1;

namespace Weir.Control.Questions;

/// <summary>
/// What is looked for in the body of an answer. What is found may be told at once; that it is not there, only
/// when nothing more comes, or nothing more is looked at.
/// </summary>
internal static class AnswerBody
{
    private const string NoBody = "HTTP content check could not find a response body";

    /// <param name="bytes">What has come behind the head.</param>
    /// <param name="ended">Nothing more will come, or nothing more is looked at.</param>
    /// <param name="plan">How the body is framed.</param>
    /// <param name="expected">What is looked for.</param>
    public static Judgement Judge(
        ReadOnlySpan<byte> bytes, bool ended, BodyPlan plan, HttpExpectation expected)
    {
        ReadOnlySpan<byte> body = bytes;
        bool isWhole = ended;
        bool isBroken = false;
        switch (plan.Kind)
        {
            case BodyKind.None:
                return Invalid(NoBody, expected);
            case BodyKind.Length:
                isWhole |= bytes.Length >= plan.Length;
                body = bytes[..(int)Math.Min(bytes.Length, plan.Length)];
                break;
            case BodyKind.Chunked:
                body = Unwrap(bytes, ref isWhole, out isBroken);
                break;
        }

        if (isBroken)
        {
            return Invalid("", expected);
        }

        if (body.IsEmpty)
        {
            return isWhole ? Invalid(NoBody, expected) : Judgement.More;
        }

        if (!isWhole && expected.Pattern is not null)
        {
            return Judgement.More; // what a pattern finds may be another thing when more has come
        }

        if (expected.IsIn(body))
        {
            return expected.IsNegated
                ? Invalid("HTTP check matched unwanted content", expected)
                : Judgement.GoOn;
        }

        if (!isWhole)
        {
            return Judgement.More;
        }

        return expected.IsNegated
            ? Judgement.GoOn : Invalid("HTTP content check did not match", expected);
    }

    private static ReadOnlySpan<byte> Unwrap(
        ReadOnlySpan<byte> bytes, scoped ref bool isWhole, out bool isBroken)
    {
        Span<byte> copy = bytes.ToArray();
        ChunkReader reader = default;
        ChunkStep step = reader.Unwrap(copy, out _, out int data);
        isWhole |= step == ChunkStep.Done;
        isBroken = step == ChunkStep.Bad;
        return copy[..data];
    }

    private static CheckVerdict Invalid(string info, HttpExpectation expected) =>
        new(CheckResult.Layer7Invalid, Info: AnswerText.With(info, expected.Comment));
}
