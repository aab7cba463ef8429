using System;
using System.Text;
using Weir.Model.Plan.Logs;
using Weir.Wire.Http;
using Weir.Wire.Http1;

namespace Weir.Relay.Log.Lines;

/// <summary>
/// What is kept of a message for its log line: the cookie if one is captured, then a value for each header,
/// in the order of the configuration.
/// </summary>
internal static class Captures
{
    /// <summary>Keeps what is captured of a request's head; returns how many bytes that takes.</summary>
    /// <param name="plan">What is captured.</param>
    /// <param name="head">The head as the client sent it.</param>
    /// <param name="fields">Its field index.</param>
    /// <param name="into">Where it is kept; what does not fit counts as absent.</param>
    public static int OfRequest(
        LogPlan plan, ReadOnlySpan<byte> head, ReadOnlySpan<Field> fields, Span<byte> into)
    {
        CaptureList kept = new(into);
        if (plan.Cookie is { } cookie)
        {
            KeepCookie(ref kept, cookie, head, fields);
        }

        KeepHeaders(ref kept, plan.RequestHeaders, head, fields);
        return kept.Length;
    }

    /// <summary>The same of a response's head.</summary>
    /// <param name="plan">What is captured.</param>
    /// <param name="head">The head as the server sent it.</param>
    /// <param name="fields">Its field index.</param>
    /// <param name="into">Where it is kept; what does not fit counts as absent.</param>
    public static int OfResponse(
        LogPlan plan, ReadOnlySpan<byte> head, ReadOnlySpan<Field> fields, Span<byte> into)
    {
        CaptureList kept = new(into);
        if (plan.Cookie is { } cookie)
        {
            KeepSetCookie(ref kept, cookie, head, fields);
        }

        KeepHeaders(ref kept, plan.ResponseHeaders, head, fields);
        return kept.Length;
    }

    private static void KeepCookie(
        ref CaptureList kept, CapturePlan plan, ReadOnlySpan<byte> head, ReadOnlySpan<Field> fields)
    {
        foreach (ref readonly Field field in fields)
        {
            if (field.Name == FieldName.Cookie && CookieSearch.FindText(
                field.ValueIn(head), plan.Name, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value))
            {
                kept.Add(name, value, plan.Length);
                return;
            }
        }

        kept.AddNothing();
    }

    private static void KeepSetCookie(
        ref CaptureList kept, CapturePlan plan, ReadOnlySpan<byte> head, ReadOnlySpan<Field> fields)
    {
        foreach (ref readonly Field field in fields)
        {
            ReadOnlySpan<byte> text = field.Name == FieldName.SetCookie ? field.ValueIn(head) : default;
            if (text.StartsWith(plan.Name) && SetCookieName.Find(text, out int name, out int value))
            {
                kept.Add(text[..name], text[value..SetCookieName.ValueEnd(text, value)], plan.Length);
                return;
            }
        }

        kept.AddNothing();
    }

    /// <summary>Of several fields of a name the last one counts.</summary>
    private static void KeepHeaders(
        ref CaptureList kept, CapturePlan[] plans, ReadOnlySpan<byte> head, ReadOnlySpan<Field> fields)
    {
        foreach (CapturePlan plan in plans)
        {
            int at = fields.Length - 1;
            while (at >= 0 && !Ascii.EqualsIgnoreCase(fields[at].NameIn(head), plan.Name))
            {
                at--;
            }

            if (at >= 0)
            {
                kept.Add(fields[at].ValueIn(head), plan.Length);
            }
            else
            {
                kept.AddNothing();
            }
        }
    }
}
