using System;
using System.Buffers.Binary;

namespace Weir.Control.Questions;

/// <summary>
/// <c>option pgsql-check</c>: begins a session for a user. A server that asks who that is, or lets it in, is
/// well; one that refuses is not.
/// </summary>
/// <remarks>
/// <code>
/// question  length (4 bytes, high first) | 0003 0000 (version 3.0) | "user" NUL | name NUL | NUL
/// well      'R' | length | what is asked for (4 bytes) | ...
/// refusal   'E' | length | 'S' severity NUL | ...
/// </code>
/// </remarks>
internal static class PostgreSqlQuestion
{
    private const int HeaderLength = 5; // kind and length, which counts itself

    /// <summary>No server asks for more, and no client believes more (libpq).</summary>
    private const uint LengthMost = 2000;
    private const uint LengthLeast = 8;

    public static CheckScript Script(byte[] user) =>
        new(CheckStep.Saying(Startup(user)), CheckStep.Hearing(Judge)) { EndsInOrder = true };

    public static byte[] Startup(byte[] user)
    {
        byte[] bytes = [0, 0, 0, 0, 0, 3, 0, 0, .. "user\0"u8, .. user, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(bytes, bytes.Length);
        return bytes;
    }

    public static Judgement Judge(ReadOnlySpan<byte> received, bool ended)
    {
        if (received.IsEmpty)
        {
            return ended ? CheckVerdict.OfNothing(CheckResult.Layer7Invalid, step: 3) : Judgement.More;
        }

        if (received[0] == 'E')
        {
            return Refused(received, ended);
        }

        if (received[0] == 'R' && received.Length < HeaderLength + sizeof(int) && !ended)
        {
            return Judgement.More;
        }

        bool asks = received[0] == 'R' && received.Length >= HeaderLength + sizeof(int)
            && BinaryPrimitives.ReadUInt32BigEndian(received[1..]) is >= LengthLeast and <= LengthMost;
        return asks
            ? new CheckVerdict(CheckResult.Layer7Passed, Info: "PostgreSQL server is ok")
            : new CheckVerdict(CheckResult.Layer7WrongStatus, Info: "PostgreSQL unknown error");
    }

    /// <summary>The severity stands first, behind the letter S.</summary>
    private static Judgement Refused(ReadOnlySpan<byte> received, bool ended)
    {
        const int SeverityAt = HeaderLength + 1;
        ReadOnlySpan<byte> severity = received.Length > SeverityAt ? received[SeverityAt..] : default;
        return severity.IndexOf((byte)0) < 0 && !ended
            ? Judgement.More
            : new CheckVerdict(CheckResult.Layer7Invalid, Info: AnswerText.Chars(severity));
    }
}
