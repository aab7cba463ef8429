using System;
using System.Text;
using Weir.Wire.Http;
using Weir.Wire.Http1;

namespace Weir.Control.Checks;

/// <summary>An HTTP check's answer: its head, read as traffic is read. The body is not waited for.</summary>
internal static class CheckAnswer
{
    private const int StatusLineStart = 13; // "HTTP/1.x nnn ", before the reason

    private const int NotFound = 404;

    /// <summary>More fields than that are invalid.</summary>
    private const int FieldsMost = 128;

    /// <summary>HAProxy keeps as much of the reason.</summary>
    private const int InfoMost = 127;

    /// <summary>The verdict, or null while the head may still become complete.</summary>
    /// <param name="received">Everything received so far.</param>
    /// <param name="ended">Nothing more will come, or nothing more is accepted.</param>
    /// <param name="stopsOn404">404 is no fault, but a wish.</param>
    public static CheckVerdict? Read(ReadOnlySpan<byte> received, bool ended, bool stopsOn404 = false)
    {
        Span<Field> fields = stackalloc Field[FieldsMost];
        ParseStatus status =
            ResponseParser.Parse(received, fields, Method.Head, out ResponseHead head, out _);
        if (status == ParseStatus.Complete)
        {
            return stopsOn404 && head.Status == NotFound
                ? new CheckVerdict(CheckResult.Layer7Conditional, NotFound)
                : Judge(received, in head);
        }

        return status == ParseStatus.Rejected || ended ? new CheckVerdict(CheckResult.Layer7Invalid) : null;
    }

    private static CheckVerdict Judge(ReadOnlySpan<byte> received, in ResponseHead head)
    {
        if (head.Status is >= 200 and < 400)
        {
            return new CheckVerdict(CheckResult.Layer7Passed, head.Status);
        }

        ReadOnlySpan<byte> line = received[..head.LineEnd];
        ReadOnlySpan<byte> reason = line.Length > StatusLineStart ? line[StatusLineStart..] : default;
        reason = reason[..Math.Min(reason.Length, InfoMost)];
        string info = Encoding.Latin1.GetString(reason);
        return new CheckVerdict(CheckResult.Layer7WrongStatus, head.Status, info);
    }
}
