using System;
using Weir.Relay.Stream;

namespace Weir.Relay.Log;

/// <summary>The line of <c>option tcplog</c> (manual 8.2.2).</summary>
internal static class TcpLogLine
{
    /// <summary>Writes the line, cut where <paramref name="into"/> ends; returns its length.</summary>
    /// <param name="into">Where it is written.</param>
    /// <param name="facts">Names, addresses, counts.</param>
    /// <param name="stream">Times, bytes, termination.</param>
    /// <param name="time">The zone of the date.</param>
    public static int Write(Span<byte> into, in LogFacts facts, in StreamState stream, LocalTime time)
    {
        LineText line = new(into);
        LinePieces.AddNames(ref line, facts, stream.BeganWallMs, time);
        line.AddNumber(LinePieces.Between(stream.HeadDoneMs, stream.QueueDoneMs));
        line.Add((byte)'/');
        line.AddNumber(LinePieces.Between(stream.QueueDoneMs, stream.ConnectedMs));
        line.Add((byte)'/');
        line.AddNumber(LinePieces.Between(stream.BeganMs, facts.NowMs));
        line.Add((byte)' ');
        line.AddNumber(stream.BytesOut);
        line.Add((byte)' ');
        line.Add(stream.End.Cause);
        line.Add(stream.End.Phase);
        LinePieces.AddCounts(ref line, facts, stream);
        return line.Length;
    }
}
