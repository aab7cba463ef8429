using System;
using System.Buffers.Binary;
using System.Text;
using Weir.Ground.Net;

namespace Weir.Main.Startup;

/// <summary>
/// The two messages that a start-up lookup needs (RFC 1035, section 4): a question for one name, and the
/// first address in its answer. What a server sends is not trusted: anything odd is no answer.
/// </summary>
internal static class DnsMessage
{
    /// <summary>TYPE A (RFC 1035, 3.2.2).</summary>
    public const ushort TypeA = 1;

    /// <summary>TYPE AAAA (RFC 3596, 2.1).</summary>
    public const ushort TypeAaaa = 28;

    /// <summary>The longest answer by UDP without extensions (RFC 1035, 2.3.4).</summary>
    public const int MaxBytes = 512;

    private const int HeaderBytes = 12;
    private const int LabelMax = 63;
    private const int NameMax = 253;

    /// <summary>A recursive question; empty when <paramref name="name"/> cannot be a host's name.</summary>
    public static byte[] Question(string name, ushort type, ushort id)
    {
        string bare = name.TrimEnd('.');
        if (bare.Length is 0 or > NameMax || !Ascii.IsValid(bare))
        {
            return [];
        }

        byte[] message = new byte[HeaderBytes + bare.Length + 2 + 4];
        BinaryPrimitives.WriteUInt16BigEndian(message, id);
        message[2] = 1; // recursion desired
        message[5] = 1; // one question
        int at = HeaderBytes;
        foreach (string label in bare.Split('.'))
        {
            if (label.Length is 0 or > LabelMax)
            {
                return [];
            }

            message[at++] = (byte)label.Length;
            at += Encoding.ASCII.GetBytes(label, message.AsSpan(at));
        }

        at++; // the root's empty label
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(at), type);
        message[at + 3] = 1; // class IN
        return message;
    }

    /// <summary>
    /// Whether these bytes answer the question: the same id and the same question behind it.
    /// </summary>
    public static bool Answers(ReadOnlySpan<byte> answer, ReadOnlySpan<byte> question) =>
        answer.Length >= question.Length
        && (answer[2] & 0x80) != 0
        && answer[..2].SequenceEqual(question[..2])
        && Ascii.EqualsIgnoreCase(answer[HeaderBytes..question.Length], question[HeaderBytes..]);

    /// <summary>The first address of the asked type, port 0; null when there is none.</summary>
    public static IpEndpoint? Address(ReadOnlySpan<byte> answer, ReadOnlySpan<byte> question)
    {
        ushort wanted = BinaryPrimitives.ReadUInt16BigEndian(question[^4..]);
        int records = BinaryPrimitives.ReadUInt16BigEndian(answer[6..]);
        int at = question.Length;
        for (int record = 0; record < records; record++)
        {
            at = SkipName(answer, at);
            if (at < 0 || at + 10 > answer.Length)
            {
                return null;
            }

            ushort type = BinaryPrimitives.ReadUInt16BigEndian(answer[at..]);
            int length = BinaryPrimitives.ReadUInt16BigEndian(answer[(at + 8)..]);
            at += 10;
            if (at + length > answer.Length)
            {
                return null;
            }

            if (type == wanted && length == (wanted == TypeA ? 4 : 16))
            {
                ReadOnlySpan<byte> bytes = answer.Slice(at, length);
                return length == 4
                    ? IpEndpoint.V4(BinaryPrimitives.ReadUInt32BigEndian(bytes), 0)
                    : IpEndpoint.V6(bytes, 0);
            }

            at += length; // an alias (CNAME): what it leads to follows
        }

        return null;
    }

    /// <summary>
    /// Behind the name at <paramref name="at"/>; -1 when it does not end within the message.
    /// </summary>
    private static int SkipName(ReadOnlySpan<byte> message, int at)
    {
        while (at < message.Length)
        {
            int length = message[at];
            if (length >= 0xc0)
            {
                return at + 2; // a pointer ends the name (RFC 1035, 4.1.4)
            }

            at += length + 1;
            if (length == 0)
            {
                return at;
            }
        }

        return -1;
    }
}
