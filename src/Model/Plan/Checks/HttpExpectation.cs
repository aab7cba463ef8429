using System;
using Weir.Ground.Expressions;

namespace Weir.Model.Plan.Checks;

/// <summary>One line <c>http-check expect</c>: a status, or what the body contains.</summary>
public sealed class HttpExpectation
{
    private const int StatusDigits = 3;

    /// <summary>What is said of the body, not of the status.</summary>
    public bool LooksAtBody { get; init; }

    /// <summary>Status codes, each range with its ends.</summary>
    public StatusRange[] Statuses { get; init; } = [];

    /// <summary>What the body contains.</summary>
    public byte[] Text { get; init; } = [];

    /// <summary>Instead of either: what it matches.</summary>
    public RegularExpression? Pattern { get; init; }

    /// <summary><c>!</c>: good is what does not fit.</summary>
    public bool IsNegated { get; init; }

    /// <summary>What is said with a failure; empty: nothing.</summary>
    public string Comment { get; init; } = "";

    /// <summary>Whether a status is a good one. For expectations of a status.</summary>
    public bool Suits(int status) => (Pattern is null ? IsListed(status) : Matches(status)) != IsNegated;

    /// <summary>Whether a body contains the text, whatever that means for the verdict.</summary>
    public bool IsIn(ReadOnlySpan<byte> body)
    {
        if (Pattern is null)
        {
            return body.IndexOf(Text) >= 0;
        }

        // '$' is before a line end at the end, too, as in PCRE2.
        return Pattern.IsMatch(body) || (body.EndsWith("\n"u8) && Pattern.IsMatch(body[..^1]));
    }

    private bool IsListed(int status)
    {
        foreach (StatusRange range in Statuses)
        {
            if (status >= range.First && status <= range.Last)
            {
                return true;
            }
        }

        return false;
    }

    private bool Matches(int status)
    {
        Span<byte> digits = stackalloc byte[StatusDigits];
        for (int at = StatusDigits - 1; at >= 0; at--)
        {
            digits[at] = (byte)('0' + (status % 10));
            status /= 10;
        }

        return Pattern!.IsMatch(digits);
    }
}
