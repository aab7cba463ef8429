using System;

namespace Weir.Control.Questions;

/// <summary>
/// <c>option redis-check</c>: PING, as Redis clients write it; the answer's first line tells. A server that
/// refuses says why and waits for the next command, so the line is judged as soon as it is whole; HAProxy 2.6
/// waits for its end and calls that a timeout.
/// </summary>
internal static class RedisQuestion
{
    private static ReadOnlySpan<byte> Pong => "+PONG\r\n"u8;

    public static CheckScript Script() =>
        new(CheckStep.Saying("*1\r\n$4\r\nPING\r\n"u8.ToArray()), CheckStep.Hearing(Judge));

    public static Judgement Judge(ReadOnlySpan<byte> received, bool ended)
    {
        if (received.StartsWith(Pong))
        {
            return new CheckVerdict(CheckResult.Layer7Passed, Info: "Redis server is ok");
        }

        if (received.IsEmpty && ended)
        {
            return CheckVerdict.OfNothing(CheckResult.Layer7WrongStatus, step: 2);
        }

        bool isWhole = ended || received.Contains((byte)'\n');
        return isWhole
            ? new CheckVerdict(CheckResult.Layer7WrongStatus, Info: AnswerText.Line(received))
            : Judgement.More;
    }
}
