using System;

namespace Weir.Control.Questions;

/// <summary><c>option ldap-check</c>: an anonymous bind, which must succeed (RFC 4511, 4.2).</summary>
/// <remarks>
/// <code>
/// question  30 0c | 02 01 01 (message 1) | 60 07 (bind) | 02 01 03 (version 3) | 04 00 | 80 00 (nobody)
/// answer    30 len | 02 01 01            | 61 len       | 0a 01 code | ...
/// </code>
/// A length of the answer is one byte, or 8x and x bytes more.
/// </remarks>
internal static class LdapQuestion
{
    /// <summary>HAProxy judges no shorter answer.</summary>
    private const int AnswerLeast = 14;

    private const byte LongLength = 0x80;

    private static ReadOnlySpan<byte> MessageOne => [0x02, 0x01, 0x01];

    private static ReadOnlySpan<byte> ResultCode => [0x0a, 0x01];

    public static CheckScript Script() => new(
        CheckStep.Saying(
            [0x30, 0x0c, 0x02, 0x01, 0x01, 0x60, 0x07, 0x02, 0x01, 0x03, 0x04, 0x00, 0x80, 0x00]),
        CheckStep.Hearing(Judge));

    public static Judgement Judge(ReadOnlySpan<byte> received, bool ended)
    {
        if (received.Length < AnswerLeast)
        {
            return !ended ? Judgement.More
                : received.IsEmpty ? CheckVerdict.OfNothing(CheckResult.Layer7Invalid, step: 2)
                : new CheckVerdict(CheckResult.Layer7Invalid);
        }

        Match match = Match.Fits;
        ReadOnlySpan<byte> rest = received;
        Take(ref rest, ref match, [0x30], hasLength: true);
        Take(ref rest, ref match, MessageOne);
        Take(ref rest, ref match, [0x61], hasLength: true);
        Take(ref rest, ref match, ResultCode);
        match = match == Match.Fits && rest.IsEmpty ? Match.Short : match;
        if (match == Match.Short && !ended)
        {
            return Judgement.More;
        }

        if (match != Match.Fits)
        {
            return new CheckVerdict(CheckResult.Layer7Invalid, Info: "Not LDAPv3 protocol");
        }

        return rest[0] == 0
            ? new CheckVerdict(CheckResult.Layer7Passed, Info: "Success")
            : new CheckVerdict(
                CheckResult.Layer7WrongStatus, rest[0],
                "See RFC: http://tools.ietf.org/html/rfc4511#section-4.1.9");
    }

    /// <summary>Takes what must stand next, and a length behind it, whatever that is.</summary>
    private static void Take(
        ref ReadOnlySpan<byte> rest, ref Match match, ReadOnlySpan<byte> wanted, bool hasLength = false)
    {
        int here = Math.Min(rest.Length, wanted.Length);
        if (match != Match.Fits || !rest[..here].SequenceEqual(wanted[..here]))
        {
            match = match == Match.Fits ? Match.Wrong : match;
            return;
        }

        int length = wanted.Length + (hasLength ? LengthOf(rest[here..]) : 0);
        match = rest.Length < length ? Match.Short : length < wanted.Length ? Match.Wrong : match;
        rest = match == Match.Fits ? rest[length..] : default;
    }

    /// <summary>How many bytes a length takes; far below 0 when no message has such a one.</summary>
    private static int LengthOf(ReadOnlySpan<byte> at)
    {
        int more = at.IsEmpty || at[0] < LongLength ? 0 : at[0] - LongLength;
        bool isKnown = more <= sizeof(int) && (at.IsEmpty || at[0] != LongLength);
        return isKnown ? 1 + more : -1000;
    }

    private enum Match
    {
        Fits,
        Short,
        Wrong,
    }
}
