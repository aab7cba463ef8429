using System;
using Weir.Model.Plan.Checks;

namespace Weir.Control.Questions;

/// <summary>
/// <c>option mysql-check</c>: what a MySQL server says to a new client. With a user the login and the end of
/// the session are sent at once, without waiting for the greeting, as HAProxy does.
/// </summary>
/// <remarks>
/// <code>
/// packet    length (3 bytes, low first) | number | content
/// greeting  0a (version of the protocol) | version as text, NUL | ...
/// refusal   ff | code (2 bytes, low first) | text
/// </code>
/// A packet that is longer than what is looked at would never be whole: it is another protocol's.
/// </remarks>
internal static class MySqlQuestion
{
    private const int HeaderLength = 4;
    private const int LengthMost = 16 * 1024 - HeaderLength;
    private const byte Refusal = 0xff;

    private static ReadOnlySpan<byte> Quit => [1, 0, 0, 0, 1];

    // What the client can do, the largest packet, the character set, 23 bytes without meaning.
    private static ReadOnlySpan<byte> LoginStart => [
        0x00, 0x82, 0x00, 0x00, 0x00, 0x80, 0x00, 0x01, 0x21,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    // What the client can do, the largest packet.
    private static ReadOnlySpan<byte> OldLoginStart => [0x00, 0x80, 0x00, 0x00, 0x01];

    /// <param name="user">Empty: nothing is sent.</param>
    /// <param name="kind">Which login.</param>
    public static CheckScript Script(byte[] user, CheckKind kind) => user.Length == 0
        ? new CheckScript(CheckStep.Hearing(Greeting)) { EndsInOrder = true }
        : new CheckScript(
            CheckStep.Saying(Login(user, kind == CheckKind.OldMySql)), CheckStep.Hearing(Answers))
        {
            EndsInOrder = true,
        };

    /// <summary>Login and end of the session.</summary>
    public static byte[] Login(byte[] user, bool isOld)
    {
        byte[] content = isOld
            ? [.. OldLoginStart, .. user, 0, 0]
            : [.. LoginStart, .. user, 0, 0];
        int length = content.Length;
        return [(byte)length, (byte)(length >> 8), (byte)(length >> 16), 1, .. content, .. Quit];
    }

    public static Judgement Greeting(ReadOnlySpan<byte> received, bool ended)
    {
        if (received.IsEmpty && ended)
        {
            return CheckVerdict.OfNothing(CheckResult.Layer7Invalid, step: 2);
        }

        Judgement greeting = Packet(received, ended, out ReadOnlySpan<byte> content);
        return greeting.GoesOn ? Passed(content) : greeting;
    }

    /// <summary>The greeting, and the answer to the login.</summary>
    public static Judgement Answers(ReadOnlySpan<byte> received, bool ended)
    {
        if (received.IsEmpty && ended)
        {
            return CheckVerdict.OfNothing(CheckResult.Layer7Invalid, step: 3);
        }

        Judgement first = Packet(received, ended, out ReadOnlySpan<byte> greeting);
        if (!first.GoesOn)
        {
            return first;
        }

        Judgement second = Packet(received[(HeaderLength + greeting.Length)..], ended, out _);
        return second.GoesOn ? Passed(greeting) : second;
    }

    private static Judgement Packet(ReadOnlySpan<byte> received, bool ended, out ReadOnlySpan<byte> content)
    {
        content = default;
        bool hasHeader = received.Length >= HeaderLength;
        int length = hasHeader ? received[0] | (received[1] << 8) | (received[2] << 16) : 0;
        bool isWhole = hasHeader && received.Length - HeaderLength >= length;
        if (!isWhole && length <= LengthMost && !ended)
        {
            return Judgement.More;
        }

        if (!isWhole || length == 0)
        {
            return new CheckVerdict(CheckResult.Layer7Invalid);
        }

        content = received.Slice(HeaderLength, length);
        return content[0] == Refusal ? Refused(content) : Judgement.GoOn;
    }

    private static CheckVerdict Refused(ReadOnlySpan<byte> content)
    {
        const int TextAt = 3;
        return content.Length < TextAt
            ? new CheckVerdict(CheckResult.Layer7WrongStatus)
            : new CheckVerdict(
                CheckResult.Layer7WrongStatus,
                content[1] | (content[2] << 8),
                AnswerText.Chars(content[TextAt..]));
    }

    private static CheckVerdict Passed(ReadOnlySpan<byte> greeting) =>
        new(CheckResult.Layer7Passed, Info: AnswerText.Chars(greeting[1..]));
}
