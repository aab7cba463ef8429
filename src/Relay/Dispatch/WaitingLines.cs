using System;
using Weir.Ground.Check;
using Weir.Kernel.Io;
using Weir.Model.Places;
using Weir.Model.Plan;
using Weir.Relay.Stream;

namespace Weir.Relay.Dispatch;

/// <summary>
/// This worker's lines, for each server and for any of each backend, and what the other workers are told of
/// them: how many wait in each, and whose turn comes first.
/// </summary>
internal sealed class WaitingLines<TIo>
    where TIo : struct, IIoBackend
{
    public const int AnyServer = -1;

    private readonly WorkerState<TIo> _worker;
    private readonly ServerPlaces _places;
    private WaitingLine[] _ofServers = [];
    private WaitingLine[] _ofBackends = [];

    public WaitingLines(WorkerState<TIo> worker)
    {
        _worker = worker;
        _places = worker.Places;
        Grow(worker.Newest.Plan);
    }

    /// <summary>Lines for what a plan has.</summary>
    public void Grow(ConfigPlan plan)
    {
        _ofServers = Grown(_ofServers, plan.ServersEnd);
        _ofBackends = Grown(_ofBackends, plan.ProxiesEnd);
    }

    /// <summary>The stream that waits longest here; -1: none.</summary>
    /// <param name="proxy">The backend.</param>
    /// <param name="server">The server's number; <see cref="AnyServer"/>: those that wait for any.</param>
    public int First(int proxy, int server) => LineOf(proxy, server).First;

    /// <summary>Puts a stream where it belongs: it is bound to a server, or may go to any.</summary>
    public void Join(int stream)
    {
        ref StreamState s = ref _worker.Streams[stream];
        int server = QueueOf(in s);
        int position = _places.Join(s.Backend, server, ref s.Arrival);
        s.Flags |= StreamFlags.Queued;
        s.QueuedMs = _worker.Now.Ms;
        s.ServerQueue = server >= 0 ? position : s.ServerQueue;
        s.BackendQueue = server >= 0 ? s.BackendQueue : position;
        _worker.Tally.Queued(s.Backend, server, position);
        ref WaitingLine line = ref LineOf(s.Backend, server);
        line.Put(_worker.Streams, stream);
        _places.Publish(s.Backend, server, HeadOf(in line));
    }

    /// <summary>
    /// The same after another line: it has the turn that it had there, and its time to wait goes on.
    /// </summary>
    public void JoinAgain(int stream)
    {
        long since = _worker.Streams[stream].QueuedMs;
        Join(stream);
        _worker.Streams[stream].QueuedMs = since;
    }

    public void TakeOut(int stream)
    {
        ref StreamState s = ref _worker.Streams[stream];
        Must.Hold(s.Has(StreamFlags.Queued));
        s.Flags &= ~StreamFlags.Queued;
        int server = QueueOf(in s);
        ref WaitingLine line = ref LineOf(s.Backend, server);
        line.Remove(_worker.Streams, stream);
        _places.Leave(s.Backend, server);
        _places.Publish(s.Backend, server, HeadOf(in line));
    }

    private static WaitingLine[] Grown(WaitingLine[] lines, int count)
    {
        int before = lines.Length;
        if (count > before)
        {
            Array.Resize(ref lines, count);
            lines.AsSpan(before).Fill(WaitingLine.Empty);
        }

        return lines;
    }

    private int QueueOf(in StreamState s) => s.ServerIndex < 0 ? AnyServer : _worker.ServerOf(in s).Id;

    private ref WaitingLine LineOf(int proxy, int server)
    {
        if (server >= 0)
        {
            return ref _ofServers[server];
        }

        return ref _ofBackends[proxy];
    }

    private ulong HeadOf(in WaitingLine line) => line.First < 0 ? 0 : _worker.Streams[line.First].Arrival;
}
