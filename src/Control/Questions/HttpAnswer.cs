using System;
using Weir.Model.Plan.Checks;
using Weir.Wire.Http;
using Weir.Wire.Http1;

namespace Weir.Control.Questions;

/// <summary>
/// An HTTP check's answer: its head, read as traffic is read, and as much of the body as its expectations ask
/// for.
/// </summary>
internal static class HttpAnswer
{
    private const int StatusLineStart = 13; // "HTTP/1.x nnn ", before the reason

    private const int NotFound = 404;

    /// <summary>More fields than that are invalid.</summary>
    private const int FieldsMost = 128;

    private static readonly HttpExpectation Usual = new() { Statuses = [new StatusRange(200, 399)] };

    public static Judgement Judge(ReadOnlySpan<byte> received, bool ended, HttpCheckPlan plan)
    {
        Span<Field> fields = stackalloc Field[FieldsMost];
        ParseStatus status =
            ResponseParser.Parse(received, fields, plan.Method, out ResponseHead head, out _);
        if (status != ParseStatus.Complete)
        {
            string comment = plan.Expected.Length == 0 ? "" : plan.Expected[0].Comment;
            return status == ParseStatus.Rejected || ended
                ? new CheckVerdict(CheckResult.Layer7Invalid, Info: AnswerText.With("", comment))
                : Judgement.More;
        }

        if (plan.StopsOn404 && head.Status == NotFound)
        {
            return new CheckVerdict(CheckResult.Layer7Conditional, NotFound);
        }

        foreach (HttpExpectation expected in plan.Expected.Length == 0 ? [Usual] : plan.Expected)
        {
            Judgement one = expected.LooksAtBody
                ? AnswerBody.Judge(received[head.Length..], ended, head.Body, expected)
                : Status(received, in head, expected);
            if (!one.GoesOn)
            {
                return one;
            }
        }

        return new CheckVerdict(CheckResult.Layer7Passed, head.Status);
    }

    private static Judgement Status(
        ReadOnlySpan<byte> received, in ResponseHead head, HttpExpectation expected)
    {
        if (expected.Suits(head.Status))
        {
            return Judgement.GoOn;
        }

        ReadOnlySpan<byte> line = received[..head.LineEnd];
        string reason = line.Length > StatusLineStart ? AnswerText.Of(line[StatusLineStart..]) : "";
        return new CheckVerdict(
            CheckResult.Layer7WrongStatus, head.Status, AnswerText.With(reason, expected.Comment));
    }
}
