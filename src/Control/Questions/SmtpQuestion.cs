using System;
using System.Text;

namespace Weir.Control.Questions;

/// <summary>
/// <c>option smtpchk</c>: waits for the server's greeting, greets it, and takes leave. Each reply must be
/// 2xx.
/// </summary>
/// <remarks>
/// A reply may have several lines, all but the last marked by a hyphen behind the code (RFC 5321, 4.2.1).
/// HAProxy 2.6 goes on at the first line, refuses a greeting of several, and waits for more when a reply to
/// its greeting is a refusal; here a reply is judged once it is whole, with 2.6's words.
/// </remarks>
internal static class SmtpQuestion
{
    private const int CodeLength = 3;

    /// <param name="greeting"><c>HELO</c> or <c>EHLO</c> and a domain.</param>
    public static CheckScript Script(string greeting) => new(
        CheckStep.Hearing(Greeting),
        CheckStep.Saying(Encoding.Latin1.GetBytes(greeting + "\r\n")),
        CheckStep.Hearing(Welcome),
        CheckStep.Saying("QUIT\r\n"u8.ToArray()),
        CheckStep.Hearing(Leave))
    {
        EndsInOrder = true,
    };

    /// <summary>What the server says by itself; another protocol's greeting is no reply at all.</summary>
    public static Judgement Greeting(ReadOnlySpan<byte> received, bool ended)
    {
        if (received.IsEmpty && ended)
        {
            return CheckVerdict.OfNothing(CheckResult.Layer7Invalid, step: 2);
        }

        if (!IsReplySoFar(received) || (ended && received.Length <= CodeLength))
        {
            return new CheckVerdict(CheckResult.Layer7Invalid, Info: AnswerText.Line(received));
        }

        return Reply(received, ended);
    }

    public static Judgement Welcome(ReadOnlySpan<byte> received, bool ended) => received.IsEmpty && ended
        ? CheckVerdict.OfNothing(CheckResult.Layer7WrongStatus, step: 5)
        : Reply(received, ended);

    public static Judgement Leave(ReadOnlySpan<byte> received, bool ended)
    {
        if (received.IsEmpty && ended)
        {
            return CheckVerdict.OfNothing(CheckResult.Layer7WrongStatus, step: 7);
        }

        Judgement reply = Reply(received, ended);
        return reply.GoesOn
            ? new CheckVerdict(CheckResult.Layer7Passed, CodeOf(received), TextOf(received))
            : reply;
    }

    private static Judgement Reply(ReadOnlySpan<byte> received, bool ended)
    {
        bool isReply = IsReplySoFar(received);
        if (isReply && !ended && !IsWhole(received))
        {
            return Judgement.More;
        }

        return isReply && received.Length > CodeLength && received[0] == '2'
            ? Judgement.GoOn
            : new CheckVerdict(CheckResult.Layer7WrongStatus, CodeOf(received), TextOf(received));
    }

    /// <summary>Three digits, then a space, a hyphen or the line's end; as far as it has come.</summary>
    private static bool IsReplySoFar(ReadOnlySpan<byte> line)
    {
        for (int i = 0; i < line.Length && i < CodeLength; i++)
        {
            if (line[i] is < (byte)'0' or > (byte)'9')
            {
                return false;
            }
        }

        return line.Length <= CodeLength
            || line[CodeLength] is (byte)' ' or (byte)'-' or (byte)'\r' or (byte)'\n';
    }

    /// <summary>The line that ends the reply has come, with its own end.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> received)
    {
        for (; ; )
        {
            int end = received.IndexOf((byte)'\n');
            if (end < 0)
            {
                return false;
            }

            if (end <= CodeLength || received[CodeLength] != '-')
            {
                return true;
            }

            received = received[(end + 1)..];
        }
    }

    private static int CodeOf(ReadOnlySpan<byte> line)
    {
        int code = 0;
        for (int i = 0; i < CodeLength; i++)
        {
            if (i >= line.Length || line[i] is < (byte)'0' or > (byte)'9')
            {
                return 0;
            }

            code = (code * 10) + line[i] - '0';
        }

        return code;
    }

    private static string TextOf(ReadOnlySpan<byte> line) => line.Length <= CodeLength
        ? ""
        : AnswerText.Line(line[(CodeLength + 1)..].TrimStart((byte)' '));
}
