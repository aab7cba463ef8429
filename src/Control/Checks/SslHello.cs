using System;
using System.Buffers.Binary;
using Weir.Ground.Check;

namespace Weir.Control.Checks;

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

    /// <summary>Writes the hello of a moment.</summary>
    /// <param name="into"><see cref="Length"/> bytes.</param>
    /// <param name="wallMs">Milliseconds since 1970 (UTC).</param>
    public static void Write(Span<byte> into, long wallMs)
    {
        Must.Hold(into.Length == Length);
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
    }

    /// <summary>The verdict, or null while too little has come to tell.</summary>
    /// <param name="received">Everything received so far.</param>
    /// <param name="ended">Nothing more will come.</param>
    public static CheckVerdict? Judge(ReadOnlySpan<byte> received, bool ended)
    {
        if (received.Length >= AnswerLeast)
        {
            bool isGood = received[0] is Alert or Handshake;
            return new CheckVerdict(isGood ? CheckResult.Layer6Passed : CheckResult.Layer6Invalid);
        }

        // HAProxy's words, in which the answer is the second step.
        string info = received.IsEmpty ? "TCPCHK got an empty response at step 2" : "";
        return ended ? new CheckVerdict(CheckResult.Layer6Invalid, Info: info) : null;
    }

    private static int Number(Span<byte> into, int at, ushort value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(into[at..], value);
        return at + sizeof(ushort);
    }
}
