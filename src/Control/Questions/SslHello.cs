using System;
using System.Buffers.Binary;
using Weir.Ground.Check;

namespace Weir.Control.Questions;

/// <summary>
/// What <c>option ssl-hello-chk</c> asks and how it judges. The hello is the one of HAProxy, byte for byte:
/// servers and what watches over them know it by its random part. It offers SSLv3 alone and keeps nothing of
/// the answer, so a server of today refuses it; but in an alert of its own, and that is as good: it speaks
/// TLS.
/// <code>
///  16 0300 0079 | 01 000075 | 0300 | time, 28 bytes | 00    | 004e, 39 suites | 01 00
///  record         handshake   SSLv3  random           no id   cipher suites     no compression
/// </code>
/// </summary>
internal static class SslHello
{
    public const int Length = 126;

    private const int TimeAt = 11;

    /// <summary>A record's header: no shorter answer is judged.</summary>
    private const int AnswerLeast = 5;

    private const byte Alert = 0x15;
    private const byte Handshake = 0x16;

    private static ReadOnlySpan<byte> BeforeTime =>
        [0x16, 0x03, 0x00, 0x00, 0x79, 0x01, 0x00, 0x00, 0x75, 0x03, 0x00];

    public static CheckScript Script() => new(
        CheckStep.Saying(static (in CheckMoment moment) => Write(moment.WallMs)), CheckStep.Hearing(Judge))
    {
        Silence = CheckResult.Layer6Timeout,
    };

    /// <summary>The hello of a moment, in milliseconds since 1970 (UTC).</summary>
    public static byte[] Write(long wallMs)
    {
        byte[] hello = new byte[Length];
        Span<byte> into = hello;
        BeforeTime.CopyTo(into);
        BinaryPrimitives.WriteUInt32BigEndian(into[TimeAt..], (uint)(wallMs / 1000));
        int at = TimeAt + sizeof(uint);
        "HAPROXYSSLCHK\nHAPROXYSSLCHK\n"u8.CopyTo(into[at..]);
        at += 28;
        into[at++] = 0;
        at = Number(into, at, 39 * sizeof(ushort));
        for (ushort suite = 0x01; suite <= 0x1b; suite++)
        {
            at = Number(into, at, suite);
        }

        for (ushort suite = 0x2f; suite <= 0x3a; suite++)
        {
            at = Number(into, at, suite);
        }

        into[at++] = 1;
        into[at++] = 0;
        Must.Hold(at == Length);
        return hello;
    }

    public static Judgement Judge(ReadOnlySpan<byte> received, bool ended)
    {
        if (received.Length >= AnswerLeast)
        {
            bool isGood = received[0] is Alert or Handshake;
            return new CheckVerdict(isGood ? CheckResult.Layer6Passed : CheckResult.Layer6Invalid);
        }

        if (!ended)
        {
            return Judgement.More;
        }

        return received.IsEmpty
            ? CheckVerdict.OfNothing(CheckResult.Layer6Invalid, step: 2)
            : new CheckVerdict(CheckResult.Layer6Invalid);
    }

    private static int Number(Span<byte> into, int at, ushort value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(into[at..], value);
        return at + sizeof(ushort);
    }
}
