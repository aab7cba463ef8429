using System;
using Weir.Relay.Stream;

namespace Weir.Relay.Log;

/// <summary>What the lines of every format have in common (manual 8.2).</summary>
internal static class LinePieces
{
    /// <summary>Client, date, frontend, backend and server, a blank behind each.</summary>
    public static void AddNames(ref LineText line, in LogFacts facts, long beganWallMs, LocalTime time)
    {
        line.AddEndpoint(facts.Peer);
        line.Add(" ["u8);
        Span<byte> date = line.Take(LocalTime.DateBytes);
        if (!date.IsEmpty)
        {
            time.WriteDate(beganWallMs, date);
        }

        line.Add("] "u8);
        line.Add(facts.Frontend.NameText);
        line.Add((byte)' ');
        line.Add(facts.Backend.NameText);
        line.Add((byte)'/');
        line.Add(facts.Server);
        line.Add((byte)' ');
    }

    /// <summary>-1 when either end of the step was not reached.</summary>
    public static long Between(long from, long to) => from < 0 || to < 0 ? -1 : to - from;

    /// <summary><c>act/fe/be/srv/retries sq/bq</c>, a blank before it.</summary>
    public static void AddCounts(ref LineText line, in LogFacts facts, in StreamState stream)
    {
        line.Add((byte)' ');
        line.AddNumber(facts.Active);
        line.Add((byte)'/');
        line.AddNumber(facts.FrontendConnections);
        line.Add((byte)'/');
        line.AddNumber(facts.BackendConnections);
        line.Add((byte)'/');
        line.AddNumber(facts.ServerConnections);
        line.Add(stream.Has(StreamFlags.Redispatched) ? "/+"u8 : "/"u8);
        line.AddNumber(stream.RetriesDone);
        line.Add((byte)' ');
        line.AddNumber(stream.ServerQueue);
        line.Add((byte)'/');
        line.AddNumber(stream.BackendQueue);
    }
}
