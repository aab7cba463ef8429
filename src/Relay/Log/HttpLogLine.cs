using System;
using Weir.Relay.Stream;

namespace Weir.Relay.Log;

/// <summary>The line of <c>option httplog</c> (manual 8.2.3).</summary>
internal static class HttpLogLine
{
    /// <summary>Longest line, without a line's end.</summary>
    public const int BytesMost = 2048;

    /// <summary>Bytes of a request line that are shown, before they are encoded.</summary>
    private const int RequestBytesMost = 1023;

    /// <summary>Writes the line, cut where <paramref name="into"/> ends; returns its length.</summary>
    /// <param name="into">At most <see cref="BytesMost"/> of it are used.</param>
    /// <param name="facts">Names, addresses, counts.</param>
    /// <param name="stream">Times, status, termination.</param>
    /// <param name="requestLine">As received, without its line's end; empty: unreadable.</param>
    /// <param name="time">The zone of the date.</param>
    public static int Write(
        Span<byte> into,
        in LogFacts facts,
        in StreamState stream,
        ReadOnlySpan<byte> requestLine,
        LocalTime time)
    {
        LineText line = new(into[..Math.Min(into.Length, BytesMost)]);
        LinePieces.AddNames(ref line, facts, stream.BeganWallMs, time);
        AddTimes(ref line, stream, facts.NowMs);
        line.Add((byte)' ');
        line.AddNumber(stream.Status);
        line.Add((byte)' ');
        line.AddNumber(stream.BytesOut);
        line.Add(" - - "u8); // no captured cookies
        AddTermination(ref line, stream, facts.HasCookieMode);
        LinePieces.AddCounts(ref line, facts, stream);
        line.Add(" \""u8);
        AddRequest(ref line, requestLine);
        line.Add((byte)'"');
        return line.Length;
    }

    /// <summary>TR/Tw/Tc/Tr/Ta: the milliseconds of each step, and of all of them.</summary>
    private static void AddTimes(ref LineText line, in StreamState stream, long nowMs)
    {
        line.AddNumber(LinePieces.Between(stream.BeganMs, stream.HeadDoneMs));
        line.Add((byte)'/');
        line.AddNumber(LinePieces.Between(stream.HeadDoneMs, stream.QueueDoneMs));
        line.Add((byte)'/');
        line.AddNumber(LinePieces.Between(stream.QueueDoneMs, stream.ConnectedMs));
        line.Add((byte)'/');
        line.AddNumber(LinePieces.Between(stream.ConnectedMs, stream.AnsweredMs));
        line.Add((byte)'/');
        line.AddNumber(LinePieces.Between(stream.BeganMs, nowMs));
    }

    private static void AddTermination(ref LineText line, in StreamState stream, bool hasCookieMode)
    {
        line.Add(stream.End.Cause);
        line.Add(stream.End.Phase);
        line.Add(CookieLetter(stream.RequestCookie, hasCookieMode));
        line.Add(CookieLetter(stream.ResponseCookie, hasCookieMode));
    }

    private static byte CookieLetter(byte letter, bool hasCookieMode) =>
        letter == 0 || !hasCookieMode ? (byte)'-' : letter;

    private static void AddRequest(ref LineText line, ReadOnlySpan<byte> requestLine)
    {
        if (requestLine.IsEmpty)
        {
            line.Add("<BADREQ>"u8);
            return;
        }

        line.AddEncoded(requestLine[..Math.Min(requestLine.Length, RequestBytesMost)]);
    }
}
