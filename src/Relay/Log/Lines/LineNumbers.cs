using Weir.Model.Plan.Logs;
using Weir.Relay.Stream;

namespace Weir.Relay.Log.Lines;

/// <summary>The numbers of a log line (manual 8.2.6 and 8.4).</summary>
internal static class LineNumbers
{
    /// <summary>The field's value; of a time -1 when its end, or its begin, was not reached.</summary>
    public static long Of(LogField field, in LogFacts facts, in StreamState s, int pid) => field switch
    {
        LogField.BytesRead => s.BytesOut,
        LogField.BytesUploaded => s.BytesIn,
        LogField.Status => s.Status,
        LogField.Connections => facts.Active,
        LogField.FrontendConnections => facts.FrontendConnections,
        LogField.BackendConnections => facts.BackendConnections,
        LogField.ServerConnections => facts.ServerConnections,
        LogField.Retries => s.RetriesDone,
        LogField.ServerQueue => s.ServerQueue,
        LogField.BackendQueue => s.BackendQueue,
        LogField.ClientPort => facts.Peer.Port,
        LogField.FrontendPort => facts.Local.Port,
        LogField.ServerPort => facts.ServerAddress.Port,
        LogField.ProcessId => pid,
        LogField.AcceptSeconds => facts.SinceWallMs / 1000,
        LogField.AcceptMilliseconds => facts.SinceWallMs % 1000,
        LogField.RequestTime => Between(s.BeganMs, s.HeadDoneMs),
        // In the tarpit a request is not taken as read, and all of its time is spent waiting.
        LogField.QueueTime => Between(s.HeadDoneMs < 0 ? s.BeganMs : s.HeadDoneMs, s.QueueDoneMs),
        LogField.ConnectTime => Between(s.QueueDoneMs, s.ConnectedMs),
        LogField.ResponseTime => Between(s.ConnectedMs, s.AnsweredMs),
        LogField.ActiveTime or LogField.UserTime => facts.NowMs - s.BeganMs,
        LogField.TotalTime => facts.NowMs - facts.SinceMs,
        LogField.IdleTime => s.BeganMs - facts.SinceMs,
        LogField.IdleAndRequestTime => Between(facts.SinceMs, s.HeadDoneMs),
        LogField.DataTime =>
            Between(s.Has(StreamFlags.Plain) ? s.ConnectedMs : s.AnsweredMs, facts.NowMs),
        _ => 0, // there are no handshakes
    };

    private static long Between(long from, long to) => from < 0 || to < 0 ? -1 : to - from;
}
