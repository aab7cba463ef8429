using System;
using Weir.Ground.Check;
using Weir.Kernel.Io;
using Weir.Model.Counts;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Model.Plan.Replies;
using Weir.Relay.Counts;
using Weir.Relay.Dispatch;
using Weir.Relay.Forward;
using Weir.Relay.Listen;
using Weir.Relay.Log;
using Weir.Relay.Log.Lines;
using Weir.Relay.Plans;
using Weir.Relay.Respond;
using Weir.Relay.Server;
using Weir.Wire.Http;
using Weir.Wire.Http1;

namespace Weir.Relay.Stream;

/// <summary>
/// The end of an exchange: answers of our own, connections put back or closed, the log line.
/// </summary>
internal sealed class Finisher<TIo>
    where TIo : struct, IIoBackend
{
    /// <summary>
    /// How long a closing client may go on sending before it is cut, without a client timeout, in ms.
    /// </summary>
    private const int LingerMs = 2000;

    private readonly WorkerState<TIo> _worker;
    private readonly ConnectionPort<TIo> _port;
    private readonly ServerLink<TIo> _link;
    private readonly Admission<TIo> _admission;
    private readonly ClientRoom<TIo> _room;
    private readonly EndCounts<TIo> _counts;
    private readonly CannedResponses _canned = new();
    private readonly DialEnds<TIo> _ends;

    public Finisher(
        WorkerState<TIo> worker, ConnectionPort<TIo> port, ServerLink<TIo> link, Admission<TIo> admission)
    {
        _admission = admission;
        _room = new ClientRoom<TIo>(worker);
        _ends = new DialEnds<TIo>(worker);
        _counts = new EndCounts<TIo>(worker);
        _worker = worker;
        _port = port;
        _link = link;
    }

    /// <summary>Answers from here; what the server may still say no longer counts.</summary>
    public void Answer(ref StreamState s, in Next next)
    {
        ProxyPlan frontend = _worker.FrontendOf(in s);
        OwnReply? own = CannedResponses.Configured(
            frontend, s.Backend < 0 ? frontend : _worker.BackendOf(in s), next.Status);
        s.Flags &= own is null or { MayKeep: true } ? ~StreamFlags.None : ~StreamFlags.ClientKeepAlive;
        bool keep = Settle(ref s, next.Status);
        ReadOnlySpan<byte> answer = own is null
            ? _canned.For(next.Status, keep, in s)
            : own.For(keep, s.Minor, s.Method == Method.Head);
        if (next.Length > 0)
        {
            ReadOnlySpan<byte> challenge = _worker.Scratch.Slice(0, next.Length);
            answer = CannedResponses.With(challenge, answer, _worker.AllScratch[next.Length..]);
        }
        else if (next.Status == 401 && s.Has(StreamFlags.Stats))
        {
            answer = CannedResponses.With(_worker.PageOf(in s).ChallengeLine, answer, _worker.AllScratch);
        }

        ref ConnectionState client = ref _worker.Connections[s.Client];
        if (client.OutLength == 0 && !client.Has(ConnectionFlags.Broken) && !answer.IsEmpty)
        {
            s.OwnBytesOut = answer.Length;
            _port.Send(s.Client, answer, default);
        }
    }

    /// <summary>
    /// Answers with the head that is in the scratch; what is said about the connection is
    /// added.
    /// </summary>
    public void Reply(ref StreamState s, int status, int length)
    {
        bool keep = Settle(ref s, status);
        bool classic = _worker.FrontendOf(in s).IsClassic;
        HeadWriter writer = new(default, _worker.Scratch.Slice(0, _worker.Scratch.Length)[length..]);
        writer.Add(
            !keep ? AddedFields.Close(classic) : s.Minor == 0 ? AddedFields.KeepAlive(classic) : default);
        writer.Add("\r\n"u8);
        if (!_worker.Connections[s.Client].Has(ConnectionFlags.Broken))
        {
            s.OwnBytesOut = length + writer.Written;
            _port.Send(s.Client, _worker.Scratch.Slice(0, s.OwnBytesOut), default);
        }
    }

    /// <summary>The server's side is over: its connection idles for the next request, or is closed.</summary>
    public void LeaveServer(ref StreamState s)
    {
        if (s.Server >= 0)
        {
            LeaveConnection(ref s);
        }

        _link.Release(ref s); // last: who gets the place must find the connection closed
    }

    /// <summary>
    /// All that the client was to get has left: the log line, and what becomes of its connection.
    /// </summary>
    public void End(int stream)
    {
        ref StreamState s = ref _worker.Streams[stream];
        Must.Hold(s.Server < 0 && !s.Has(StreamFlags.HoldsServer));
        ref ConnectionState client = ref _worker.Connections[s.Client];
        int fd = s.Client;
        _counts.Add(in s);
        _admission.Go(stream); // before the line: it tells how many there are beside this one
        WriteLog(ref s);
        _worker.Trace?.Close(_worker.FrontendOf(in s).NameText, fd);
        bool keep = s.Has(StreamFlags.ClientKeepAlive) && s.Request.Done
            && _worker.MayAskOn(in s)
            && !client.Has(ConnectionFlags.Broken | ConnectionFlags.Ended) && client.OutLength == 0;
        if (!s.Head.IsNone)
        {
            _worker.Buffers.Return(s.Head);
            s.Head = default;
        }

        if (!s.AnswerCaptures.IsNone)
        {
            _worker.Buffers.Return(s.AnswerCaptures);
            s.AnswerCaptures = default;
        }

        _worker.Clients[fd].SinceMs = _worker.Now.Ms;
        _worker.Clients[fd].SinceWallMs = _worker.WallMs;
        bool aborted = client.OutLength > 0;
        bool torn = (s.Has(StreamFlags.Unwrapped) && !s.Response.Done) || client.Has(ConnectionFlags.Starved);
        _worker.Plans.Leave(in s);
        _worker.Streams.Return(stream);
        client.Stream = -1;
        if (torn)
        {
            // Where the close is the end of the body, only a reset says that it is not.
            Forget(fd, reset: true);
        }
        else if (!keep)
        {
            CloseClient(fd, aborted);
        }
        else if (_port.HasInput(fd))
        {
            _worker.Resume = fd;
        }
    }

    /// <summary>The stream goes on: what has passed is counted, if that is wanted now.</summary>
    public void CountOn(ref StreamState s)
    {
        if (s.Has(StreamFlags.CountsOnTheWay))
        {
            _counts.AddSoFar(ref s);
        }
    }

    /// <summary>
    /// Writes the line of a stream that goes on, and no other at its end, once what it waits for is there.
    /// </summary>
    public void LogEarly(ref StreamState s, Next next)
    {
        if (s.Has(StreamFlags.LogsEarly) && (s.Has(StreamFlags.Answered) || next.IsTo(StreamStep.Tunnel)))
        {
            WriteLog(ref s);
            s.Flags = (s.Flags & ~StreamFlags.LogsEarly) | StreamFlags.Logged;
        }
    }

    /// <summary>
    /// Tells a monitor that we are alive, whatever it may ask: in HTTP by an answer, in TCP by being there.
    /// </summary>
    public void AnswerMonitor(int fd)
    {
        ref ConnectionState client = ref _worker.Connections[fd];
        client.Flags |= ConnectionFlags.Monitor;
        _worker.MonitorCount++;
        ProxyPlan frontend = _worker.ListenerOf(in client).Frontend;
        if (frontend.Frontend!.HealthAnswer is { } answer)
        {
            _port.Send(fd, answer, default);
        }
        else if (frontend.Mode == ProxyMode.Http)
        {
            _port.Send(fd, "HTTP/1.0 200 OK\r\n\r\n"u8, default);
        }

        // Always so: what it may have sent would turn a close into a reset, and a reset looks like a fault.
        Linger(fd, ref client);
    }

    /// <summary>
    /// Closes a client's connection so that what was sent to it arrives: a close with unread bytes would
    /// reset it.
    /// </summary>
    public void CloseClient(int fd, bool atOnce)
    {
        ref ConnectionState client = ref _worker.Connections[fd];
        bool linger = !atOnce && client.Has(ConnectionFlags.Readable)
            && !client.Has(ConnectionFlags.Ended | ConnectionFlags.Broken);
        if (linger && !client.Has(ConnectionFlags.Lingering))
        {
            Linger(fd, ref client);
            return;
        }

        Forget(fd, reset: false);
    }

    /// <summary>
    /// Soft stop: a client between two requests has nothing to wait for. One that has asked nothing yet was
    /// let in, and may be about to.
    /// </summary>
    public void CloseIfIdle(int fd)
    {
        ref ConnectionState c = ref _worker.Connections[fd];
        if (c.Side == Side.Client && Stops(in c) && c.Stream < 0 && c.InLength == 0 && c.Exchanges > 0
            && !c.Has(ConnectionFlags.Lingering))
        {
            CloseClient(fd, atOnce: false);
        }
        else if (c.Side == Side.Server && _worker.SoftStopping && c.Has(ConnectionFlags.Idle))
        {
            _link.CloseConnection(fd, reset: false);
        }
    }

    /// <summary>Drops what a finished client still sends, until its end.</summary>
    public void Drain(int fd)
    {
        ref ConnectionState client = ref _worker.Connections[fd];
        _port.DropKept(fd);
        for (int pieces = 0; client.Has(ConnectionFlags.Readable); pieces++)
        {
            if (pieces == Next.PiecesMax)
            {
                _worker.Yielding.Add(fd);
                return;
            }

            if (_port.Take(fd, out Span<byte> _) <= 0)
            {
                break;
            }
        }

        if (client.Has(ConnectionFlags.Ended))
        {
            Forget(fd, reset: false);
        }
    }

    /// <summary>What an answer of our own means for the connections; whether the client's stays.</summary>
    private bool Settle(ref StreamState s, int status)
    {
        bool keep = status is not (400 or 408) && s.Has(StreamFlags.ClientKeepAlive) && s.Request.Done
            && !_worker.IsLeaving(in s);
        s.Flags &= ~(StreamFlags.ServerKeepAlive | StreamFlags.ClientKeepAlive);
        s.Flags |= StreamFlags.LocalAnswer | (keep ? StreamFlags.ClientKeepAlive : 0);
        s.Status = status;
        return keep;
    }

    private bool Stops(in ConnectionState client) =>
        _worker.IsStopping(_worker.ListenerOf(in client).Frontend.Id);

    private void Linger(int fd, ref ConnectionState client)
    {
        client.Flags |= ConnectionFlags.Lingering;
        _worker.Io.ShutdownSend(fd);
        _worker.Timers.Set(fd, _worker.Now.After(LingerMs));
        Drain(fd);
    }

    private void LeaveConnection(ref StreamState s)
    {
        int fd = s.Server;
        _worker.Trace?.Serve(s.Client, fd);
        ref ConnectionState server = ref _worker.Connections[fd];
        bool whole = s.Has(StreamFlags.Answered) && s.Response.Done && s.Request.Done;
        bool reusable = whole && s.Has(StreamFlags.ServerKeepAlive) && !_worker.SoftStopping
            && !server.Has(ConnectionFlags.PeerClosed | ConnectionFlags.Broken | ConnectionFlags.Ended)
            && !server.Has(ConnectionFlags.Readable) // what waits there would be read as the next answer
            && server.InLength == 0 && server.OutLength == 0 && !_worker.ServerOf(in s).IsClientsOwn
            && s.BackendPlan == _worker.Newest.Number // else it may lead where the server no longer is
            && _worker.BackendOf(in s).Backend!.Reuse != ReuseMode.Never
            && _worker.Idle.HasUse(server.Owner, _worker.Now);
        if (!reusable)
        {
            // What went through a tunnel may not have been read yet, and a reset would take it away.
            _link.Drop(ref s, reset: whole && s.Step != StreamStep.Tunnel);
            return;
        }

        s.Server = -1;
        server.Stream = -1;
        _worker.Idle.Put(fd);
        _worker.Timers.Set(fd, _worker.Now.After(IdleServers.KeepMs));
    }

    private void Forget(int fd, bool reset)
    {
        ref ConnectionState client = ref _worker.Connections[fd];
        Must.Hold(client.Side == Side.Client && client.Stream < 0);
        ListenerSlot reached = _worker.ListenerOf(in client);
        ProxyPlan frontend = reached.Frontend;
        bool isMonitor = client.Has(ConnectionFlags.Monitor);
        _worker.Tally.Frontend(frontend.Id).Current -= isMonitor ? 0 : 1;
        _worker.MonitorCount -= isMonitor ? 1 : 0;
        _worker.ClientCount--;
        _worker.Yielding.Remove(fd);
        _room.Leave(frontend);
        _port.DropKept(fd);
        _port.DropUnsent(fd);
        bool isHasty = client.Has(ConnectionFlags.Hasty);
        client = default;
        client.Stream = -1;
        _worker.Timers.Clear(fd);
        if (isHasty && !reset)
        {
            _worker.Io.ShutdownSend(fd); // whoever has taken everything sees an end, and no fault
        }

        _worker.Io.Close(fd, reset || isHasty);
        reached.Clients--;
        if (reached.Clients == 0 && reached.Listener < 0)
        {
            _worker.Plans.Release(reached.Plan); // it was the last one there
        }
    }

    private void WriteLog(ref StreamState s)
    {
        if (s.Has(StreamFlags.Monitor | StreamFlags.Logged) || !_worker.LogOf(in s).Wants(s.Frontend))
        {
            return;
        }

        Tally tally = _worker.Tally;
        ProxyPlan frontend = _worker.FrontendOf(in s);
        ProxyPlan backend = s.Backend < 0 ? frontend : _worker.BackendOf(in s);
        int active = 0;
        bool isNamed = s.ServerIndex >= 0 && s.ServerIndex != backend.Backend!.DispatchAt;
        for (int worker = 0; worker < _worker.Board.Shape.Workers; worker++)
        {
            active += worker == _worker.Setup.WorkerId
                ? _worker.ClientCount - _worker.MonitorCount
                : _worker.Board.Worker(worker).Connections;
        }

        ref ClientDetail client = ref _worker.Clients[s.Client];
        ReadOnlySpan<byte> head = s.Head.IsNone ? default : _worker.Buffers.Of(s.Head);
        var facts = new LogFacts
        {
            Peer = client.Peer,
            Local = frontend.Log.Layout!.TellsLocalAddress ? _worker.Io.LocalAddress(s.Client) : default,
            Frontend = frontend,
            Backend = backend,
            Server = isNamed ? _worker.ServerOf(in s).NameText
                : s.Has(StreamFlags.Stats) ? "<STATS>"u8 : "<NOSRV>"u8,
            ServerAddress = isNamed && frontend.Log.Layout.TellsServerAddress ? _ends.To(in s) : default,
            RequestLine = head.IsEmpty ? default : head.Slice(s.LineStart, s.LineLength),
            RequestCaptures = head.IsEmpty ? default : head.Slice(s.CaptureStart, s.CaptureLength),
            ResponseCaptures = s.AnswerCaptures.IsNone
                ? default
                : _worker.Buffers.Of(s.AnswerCaptures)[..s.AnswerCaptureLength],
            Active = active,
            FrontendConnections = tally.Everywhere(ref tally.Frontend(frontend.Id).Current),
            BackendConnections = tally.Everywhere(ref tally.Backend(backend.Id).Current),
            ServerConnections = isNamed
                ? tally.Everywhere(ref tally.Server(_worker.ServerOf(in s).Id).Current)
                : 0,
            Silent = s.Has(StreamFlags.Silent),
            SinceMs = client.SinceMs,
            SinceWallMs = client.SinceWallMs,
            NowMs = _worker.Now.Ms,
            HasCookieMode = backend.Backend is { Cookie.IsLogged: true } or { AppSession: not null },
        };
        _worker.LogOf(in s).Write(in facts, in s);
    }
}
