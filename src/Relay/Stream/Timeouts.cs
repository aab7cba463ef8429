using System;
using Weir.Ground.Time;
using Weir.Kernel.Io;
using Weir.Model.Plan;

namespace Weir.Relay.Stream;

/// <summary>
/// Which timeout runs for a connection in its present state. Most calls only store a later time.
/// </summary>
internal sealed class Timeouts<TIo>
    where TIo : struct, IIoBackend
{
    /// <summary>How long the keeper may need for a piece of the statistics page, in milliseconds.</summary>
    private const int StatsMs = 10_000;

    private readonly WorkerState<TIo> _worker;

    public Timeouts(WorkerState<TIo> worker) => _worker = worker;

    /// <summary>
    /// A client without a request in progress: waiting for the first, for the next, or in the middle of a
    /// head. Any other connection, one that is being closed too, is left alone.
    /// </summary>
    public void SetIdleClient(int fd)
    {
        ref ConnectionState c = ref _worker.Connections[fd];
        if (c.Side != Side.Client || c.Stream >= 0 || c.Has(ConnectionFlags.Lingering))
        {
            return;
        }

        ref ClientDetail detail = ref _worker.Clients[fd];
        FrontendPlan plan = _worker.ListenerOf(in c).Frontend.Frontend!;
        long head = plan.HttpRequestTimeoutMs;
        Instant at;
        if (detail.FirstByteMs != 0)
        {
            at = head >= 0
                ? new Instant(detail.FirstByteMs).After(head)
                : _worker.Now.After(plan.ClientTimeoutMs);
        }
        else if (c.Exchanges == 0)
        {
            at = new Instant(detail.SinceMs).After(head >= 0 ? head : plan.ClientTimeoutMs);
        }
        else
        {
            long idle = plan.KeepAliveTimeoutMs >= 0
                ? plan.KeepAliveTimeoutMs
                : head >= 0 ? head : plan.ClientTimeoutMs;
            at = _worker.Now.After(idle);
        }

        _worker.Timers.Set(fd, at);
    }

    /// <summary>A stream that waits: for its server, for its client, or for both.</summary>
    public void SetStream(ref StreamState s)
    {
        if (s.Step == StreamStep.Pause)
        {
            return; // its timer is the pause
        }

        if (s.IsInspected)
        {
            Instant givenUp = _worker.Now.After(_worker.FrontendOf(in s).Frontend!.ClientTimeoutMs);
            Instant decided = new(s.InspectUntilMs);
            _worker.Timers.Set(s.Client, decided < givenUp ? decided : givenUp);
            return;
        }

        if (s.Step == StreamStep.Body)
        {
            FrontendPlan asked = _worker.FrontendOf(in s).Frontend!;
            _worker.Timers.Set(s.Client, asked.HttpRequestTimeoutMs >= 0
                ? new Instant(s.BeganMs).After(asked.HttpRequestTimeoutMs)
                : _worker.Now.After(asked.ClientTimeoutMs));
            return;
        }

        if (s.Step == StreamStep.Tarpit)
        {
            ProxyPlan refuses = s.Backend < 0 ? _worker.FrontendOf(in s) : _worker.BackendOf(in s);
            long tarpit = Math.Max(0, refuses.TarpitTimeoutMs);
            _worker.Timers.Set(s.Client, new Instant(s.HeadDoneMs).After(tarpit));
            return;
        }

        if (s.Step == StreamStep.Queue)
        {
            BackendPlan waitsAt = _worker.BackendOf(in s).Backend!;
            long most = waitsAt.QueueTimeoutMs >= 0 ? waitsAt.QueueTimeoutMs : waitsAt.ConnectTimeoutMs;
            _worker.Timers.Set(s.Client, new Instant(s.QueuedMs).After(most));
            return;
        }

        SetPeers(ref s);
    }

    /// <summary>A stream that has come to its server, or is on its way there.</summary>
    private void SetPeers(ref StreamState s)
    {
        ref ConnectionState client = ref _worker.Connections[s.Client];
        FrontendPlan front = _worker.FrontendOf(in s).Frontend!;
        bool tunnel = s.Step == StreamStep.Tunnel;
        bool clientActs = client.OutLength > 0 || s.Down.Held > 0
            || (s.Step == StreamStep.Exchange && !s.Request.Done)
            || (tunnel && s.Up.Held == 0 && MaySpeak(s.Client, s.Server));
        BackendPlan? back = s.Backend < 0 ? null : _worker.BackendOf(in s).Backend;
        long clientMs = tunnel && back!.TunnelTimeoutMs >= 0 ? back.TunnelTimeoutMs : front.ClientTimeoutMs;
        bool half = tunnel && client.Has(ConnectionFlags.Ended | ConnectionFlags.SendEnded);
        clientMs = half && front.ClientFinTimeoutMs >= 0 ? front.ClientFinTimeoutMs : clientMs;
        bool clientApart = tunnel && front.ReadsApart && client.OutLength == 0 && s.Down.Held == 0;
        Instant clientFrom = clientApart ? SaidLast(in s, s.ClientSaidMs) : _worker.Now;
        _worker.Timers.Set(s.Client, clientActs ? clientFrom.After(clientMs) : Instant.Never);
        if (s.Server < 0 || s.Step == StreamStep.Connect)
        {
            return; // while connecting, the attempt's own timer runs
        }

        bool serverActs = _worker.Connections[s.Server].OutLength > 0 || s.Up.Held > 0
            || (tunnel
                ? s.Down.Held == 0 && MaySpeak(s.Server, s.Client)
                : s.Request.Done && client.OutLength == 0);
        long serverMs = s.Has(StreamFlags.Stats) ? StatsMs
            : tunnel && back!.TunnelTimeoutMs >= 0 ? back.TunnelTimeoutMs : back!.ServerTimeoutMs;
        half = tunnel && _worker.Connections[s.Server].Has(ConnectionFlags.Ended | ConnectionFlags.SendEnded);
        serverMs = half && back!.ServerFinTimeoutMs >= 0 ? back.ServerFinTimeoutMs : serverMs;
        // When both sides are awaited as long, the client is the one that was too slow, as in HAProxy.
        serverActs &= !(tunnel && clientActs && clientMs == serverMs) || back is { ReadsApart: true };
        bool serverApart = tunnel && back is { ReadsApart: true }
            && _worker.Connections[s.Server].OutLength == 0
            && s.Up.Held == 0;
        Instant serverFrom = serverApart ? SaidLast(in s, s.ServerSaidMs) : _worker.Now;
        _worker.Timers.Set(s.Server, serverActs ? serverFrom.After(serverMs) : Instant.Never);
    }

    /// <summary>When one side of a tunnel has last said something: at first, when the tunnel began.</summary>
    private static Instant SaidLast(in StreamState s, long saidMs) =>
        new(Math.Max(saidMs, Math.Max(s.ConnectedMs, s.AnsweredMs)));

    /// <summary>
    /// What it means that a stream's timer has come, on the side whose it was. That of an attempt to connect
    /// is the attempt's affair.
    /// </summary>
    public Next Expired(ref StreamState s, Side side)
    {
        if (s.Step == StreamStep.Tarpit)
        {
            // As HAProxy tells it: all of the time was spent waiting.
            s.HeadDoneMs = -1;
            s.QueueDoneMs = _worker.Now.Ms;
            return Next.Answer(s.Status, 'P', 'T');
        }

        bool answered = s.Has(StreamFlags.Answered);
        return s.Step switch
        {
            StreamStep.Body => Next.Answer(408, 'c', 'R'),
            StreamStep.Pause => Next.Again(StreamStep.Connect),
            StreamStep.Queue => Next.Answer(503, 's', 'Q'),
            StreamStep.Exchange when side == Side.Server =>
                answered ? Next.Cut('s', 'D') : Next.Answer(504, 's', 'H'),
            StreamStep.Exchange when !answered => Next.Answer(408, 'c', 'H'),
            StreamStep.Tunnel when side == Side.Server => Next.Cut('s', 'D'),
            _ => Next.Abort('c', 'D'),
        };
    }

    /// <summary>It has not ended its side, and what it says can be passed on.</summary>
    private bool MaySpeak(int fd, int listener) =>
        !_worker.Connections[fd].Has(ConnectionFlags.Ended) && _worker.Connections[listener].OutLength == 0;
}
