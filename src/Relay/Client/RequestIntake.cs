using System;
using Weir.Ground.Memory;
using Weir.Ground.Net;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;
using Weir.Model.Contracts.Rules;
using Weir.Model.Plan;
using Weir.Relay.Dispatch;
using Weir.Relay.Forward;
using Weir.Relay.Judge;
using Weir.Relay.Log;
using Weir.Relay.Log.Lines;
using Weir.Relay.Server;
using Weir.Relay.Stream;
using Weir.Relay.Trace;
using Weir.Wire.Http;
using Weir.Wire.Http1;

namespace Weir.Relay.Client;

/// <summary>
/// Bytes of an idle client to a stream: its head parsed, judged, and put together for the server.
/// </summary>
internal sealed class RequestIntake<TIo>
    where TIo : struct, IIoBackend
{
    private readonly WorkerState<TIo> _worker;
    private readonly ConnectionPort<TIo> _port;
    private readonly RequestJudge<TIo> _judge;
    private readonly RequestRouting<TIo> _routing;

    public RequestIntake(WorkerState<TIo> worker, ConnectionPort<TIo> port)
    {
        _worker = worker;
        _port = port;
        _judge = new RequestJudge<TIo>(worker);
        _routing = new RequestRouting<TIo>(worker, _judge.Facts);
    }

    /// <summary>What rules have decided; valid for <see cref="IntakeKind.Judged"/>.</summary>
    public Verdict Verdict { get; private set; }

    /// <summary>Reads on. <paramref name="stream"/> is valid for Begun and Refused.</summary>
    public IntakeKind Read(int fd, out int stream)
    {
        stream = -1;
        ref ConnectionState client = ref _worker.Connections[fd];
        // What was kept is looked at first: after a pipelined request it may already hold the next one.
        bool fresh = client.InLength == 0;
        while (true)
        {
            int count = fresh ? _port.TakeMore(fd, out Span<byte> bytes) : _port.Take(fd, out bytes);
            fresh = true;
            if (count == -Errno.EAGAIN)
            {
                return IntakeKind.Wait;
            }

            if (count == -Errno.ENOBUFS)
            {
                return Refuse(fd, 500, 0, out stream);
            }

            if (count <= 0)
            {
                return client.InLength > 0 ? IntakeKind.GoneInHead : IntakeKind.Gone;
            }

            IntakeKind kind = Parse(fd, bytes, out stream);
            if (kind != IntakeKind.Wait || !client.Has(ConnectionFlags.Readable))
            {
                return kind;
            }
        }
    }

    /// <summary>
    /// A stream for a request that cannot be served; <see cref="StreamState.Status"/> says why.
    /// </summary>
    public IntakeKind Refuse(int fd, int status, int lineLength, out int stream)
    {
        stream = _worker.Streams.Take();
        if (stream < 0)
        {
            return IntakeKind.Gone;
        }

        ref StreamState s = ref _worker.Streams[stream];
        Begin(ref s, fd, stream);
        s.HeadDoneMs = -1;
        s.Backend = -1;
        s.LineLength = lineLength;
        s.Status = status;
        return IntakeKind.Refused;
    }

    /// <summary>Whether a client that has never said a word is not to be talked of.</summary>
    public bool IsProbe(int fd) =>
        _worker.Connections[fd].Exchanges == 0 && _worker.Clients[fd].FirstByteMs == 0
        && _worker.ListenerOf(in _worker.Connections[fd]).Frontend.Frontend!.IgnoresProbes;

    private IntakeKind Parse(int fd, Span<byte> bytes, out int stream)
    {
        stream = -1;
        ref ClientDetail detail = ref _worker.Clients[fd];
        if (detail.FirstByteMs == 0)
        {
            detail.FirstByteMs = _worker.Now.Ms;
            detail.FirstByteWallMs = _worker.WallMs;
        }

        GlobalPlan global = _worker.Newest.Plan.Global;
        int limit = global.BufferBytes - global.MaxRewrite;
        ReadOnlySpan<byte> head = bytes[..Math.Min(bytes.Length, RequestParser.LengthMax)];
        ParseStatus status =
            RequestParser.Parse(head, _worker.AllFields, out RequestHead parsed, out Reject reject);
        if (status == ParseStatus.Rejected
            && _worker.ListenerOf(in _worker.Connections[fd]).Frontend.Frontend!.IsLenient
            && LenientHead.Mask(head, _worker.Work.Slice(0, _worker.Work.Length), isRequest: true))
        {
            ReadOnlySpan<byte> masked = _worker.Work.Slice(0, head.Length);
            status = RequestParser.Parse(masked, _worker.AllFields, out parsed, out reject);
        }

        if (status == ParseStatus.Complete && parsed.BareLf)
        {
            // Line ends of LF alone are made whole once, aside; the copy is then read as if it had come so.
            int length = LineEnds.Normalise(
                bytes[parsed.Start..parsed.Length], _worker.Work.Slice(0, _worker.Work.Length));
            int after = parsed.Length;
            head = length < 0 ? default : _worker.Work.Slice(0, length);
            status = RequestParser.Parse(head, _worker.AllFields, out parsed, out reject);
            return status == ParseStatus.Complete
                ? Accept(fd, head, in parsed, bytes[after..], out stream)
                : Refuse(fd, 400, 0, out stream);
        }

        if (status == ParseStatus.Complete && parsed.Length <= limit)
        {
            return Accept(fd, bytes[..parsed.Length], in parsed, bytes[parsed.Length..], out stream);
        }

        if (status == ParseStatus.Rejected)
        {
            return Refuse(fd, RejectTable.RowOf(reject).Status, 0, out stream);
        }

        if (bytes.Length > limit)
        {
            return Refuse(fd, 400, 0, out stream);
        }

        return _port.KeepRest(fd, bytes) ? IntakeKind.Wait : Refuse(fd, 500, 0, out stream);
    }

    private void Begin(ref StreamState s, int fd, int stream)
    {
        ref ConnectionState client = ref _worker.Connections[fd];
        ref ClientDetail detail = ref _worker.Clients[fd];
        s.Begin(fd, _worker.ListenerOf(in client));
        s.BeganMs = detail.FirstByteMs == 0 ? detail.SinceMs : detail.FirstByteMs;
        s.BeganWallMs = detail.FirstByteMs == 0 ? detail.SinceWallMs : detail.FirstByteWallMs;
        s.HeadDoneMs = _worker.Now.Ms;
        s.Flags |= detail.FirstByteMs == 0 ? StreamFlags.Silent : StreamFlags.None;
        client.Stream = stream;
        client.Exchanges++;
        detail.FirstByteMs = 0;
        _worker.Tally.RequestCame(s.Frontend);
    }

    private IntakeKind Accept(
        int fd, ReadOnlySpan<byte> head, in RequestHead parsed, ReadOnlySpan<byte> rest, out int stream)
    {
        stream = _worker.Streams.Take();
        if (stream < 0)
        {
            return IntakeKind.Gone;
        }

        ref StreamState s = ref _worker.Streams[stream];
        Begin(ref s, fd, stream);
        Describe(ref s, in parsed);
        s.BytesIn = parsed.Length;
        ProxyPlan frontend = _worker.FrontendOf(in s);
        if (_worker.Trace is { } trace)
        {
            ShowBegin(trace, in s, head, in parsed);
        }

        if (frontend.Rules?.Content is { } content && IsTurnedAway(content, in s, head, in parsed))
        {
            _worker.Tally.Frontend(s.Frontend).RefusedRequests++;
            s.Backend = frontend.Backend is null ? -1 : s.Frontend;
            s.LineLength = 0; // as HAProxy tells it, nothing has been read of it
            DropBody(ref s, rest);
            return TurnAway(ref s);
        }

        if (frontend.Frontend!.UsesProxyField && head[parsed.TargetStart] is not ((byte)'/' or (byte)'*'))
        {
            TakeProxyField(ref s, head, _worker.Fields.Slice(0, parsed.FieldCount));
        }

        if (IsMonitor(frontend, head.Slice(parsed.TargetStart, parsed.TargetLength)))
        {
            return Monitor(ref s, head, in parsed, rest);
        }

        if (frontend.Log.CapturesRequest)
        {
            ReadOnlySpan<Field> fields = _worker.Fields.Slice(0, parsed.FieldCount);
            Span<byte> room = _worker.Captured.Slice(0, _worker.Captured.Length);
            s.CaptureLength = Captures.OfRequest(frontend.Log, head, fields, room);
        }

        return RequestJudge<TIo>.HasRules(frontend, s.Backend < 0 ? null : _worker.BackendOf(in s))
            ? Judge(ref s, head, in parsed, rest)
            : Prepare(ref s, head, in parsed, rest, default);
    }

    /// <summary>The frontend's rules on content see a request before all else does.</summary>
    private bool IsTurnedAway(
        RuleList content, in StreamState s, ReadOnlySpan<byte> head, in RequestHead parsed)
    {
        RuleContext context = _judge.Facts.ContextOf(
            in s, RuleMessage.OfRequest(head, in parsed, _judge.Facts.Room));
        return content.Run(ref context).Kind == VerdictKind.Reject;
    }

    private IntakeKind TurnAway(ref StreamState s)
    {
        Verdict = Verdict.Reject;
        s.HeadDoneMs = -1;
        s.Flags |= StreamFlags.Denied;
        return IntakeKind.Judged;
    }

    private IntakeKind Judge(
        ref StreamState s, ReadOnlySpan<byte> head, in RequestHead parsed, ReadOnlySpan<byte> rest)
    {
        RuleMessage message = RuleMessage.OfRequest(head, in parsed, _judge.Facts.Room);
        RuleContext context = _judge.Facts.ContextOf(in s, message);
        Verdict = _judge.Judge(ref s, ref context);
        ReadOnlySpan<byte> line = head[parsed.Start..parsed.LineEnd];
        if (Verdict.Kind == VerdictKind.GoOn)
        {
            if (!context.Message.IsRewritten)
            {
                return Prepare(ref s, head, in parsed, rest, default);
            }

            Adopt(ref s, in context.Message.Request);
            return Prepare(ref s, context.Message.Head, in context.Message.Request, rest, line);
        }

        if (Verdict.Kind == VerdictKind.Reject)
        {
            TurnAway(ref s);
        }

        ProxyPlan closes = context.Backend ?? context.Frontend;
        s.Flags &= ModeOf(context.Frontend, closes) == ConnectionMode.Close
            ? ~StreamFlags.ClientKeepAlive : ~StreamFlags.None;
        DropBody(ref s, rest);
        line.CopyTo(_worker.Draft.Slice(0, line.Length));
        return Keep(ref s, _worker.Draft.Slice(0, line.Length), default) ? IntakeKind.Judged : Unkept(ref s);
    }

    /// <summary>What the server will understand. The client's own version stays as it came.</summary>
    private static void Adopt(ref StreamState s, in RequestHead rewritten)
    {
        bool isOddOne = s.Method is Method.Head or Method.Connect
            || rewritten.Method is Method.Head or Method.Connect;
        // The client may then take the end of the response to be elsewhere.
        s.Flags &= isOddOne && s.Method != rewritten.Method
            ? ~StreamFlags.ClientKeepAlive : ~StreamFlags.None;
        s.Method = rewritten.Method;
        s.Flags &= rewritten.Upgrade ? ~StreamFlags.None : ~StreamFlags.Upgrade;
        s.Flags |= rewritten.Upgrade ? StreamFlags.Upgrade : 0;
    }

    /// <summary>The request as its server is to see it.</summary>
    /// <param name="s">Its stream.</param>
    /// <param name="head">What came, or what rules have made of it.</param>
    /// <param name="parsed">What that says.</param>
    /// <param name="rest">What came behind it.</param>
    /// <param name="line">The request line as it came, when it may have changed; else empty.</param>
    private IntakeKind Prepare(
        ref StreamState s, ReadOnlySpan<byte> head, in RequestHead parsed, ReadOnlySpan<byte> rest,
        ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<Field> fields = _worker.Fields.Slice(0, parsed.FieldCount);
        ProxyPlan frontend = _worker.FrontendOf(in s);
        ProxyPlan backend = s.Backend < 0 ? frontend : _worker.BackendOf(in s);
        ConnectionMode mode = ModeOf(frontend, backend);
        s.Flags &= mode == ConnectionMode.Close ? ~StreamFlags.ClientKeepAlive : ~StreamFlags.None;
        s.Flags |= mode == ConnectionMode.KeepAlive ? StreamFlags.ServerKeepAlive : 0;
        s.Flags |= backend.Backend is { NameField.Length: > 0 } ? StreamFlags.TellsName : 0;
        ReadOnlySpan<byte> target = head.Slice(parsed.TargetStart, parsed.TargetLength);
        bool isForStats = IsForStats(ref s, frontend, backend, target);
        if (!isForStats)
        {
            s.Flags |= mode == ConnectionMode.Tunnel ? StreamFlags.Tunnels : 0;
            _routing.Route(ref s, head, in parsed);
        }

        bool continues = (s.Step == StreamStep.Body || isForStats) && parsed.ExpectsContinue;
        var edits = new RequestEdits
        {
            Frontend = frontend,
            Backend = backend,
            Mode = mode,
            IsProxied = s.Has(StreamFlags.Proxied),
            DropExpect = continues,
            Peer = _worker.Clients[s.Client].Peer,
            Local = (frontend.OriginalTo ?? backend.OriginalTo) is null
                ? default
                : _worker.Io.LocalAddress(s.Client),
        };
        int length = RequestHeadBuilder.Write(
            head, in parsed, fields, in edits, _worker.Scratch.Slice(0, _worker.Scratch.Length));
        if (length < 0 || !Keep(ref s, _worker.Scratch.Slice(0, length), line)
            || !_port.KeepRest(s.Client, rest))
        {
            return Unkept(ref s);
        }

        if (isForStats && !StatsRequests.IsAdmitted(_worker.PageOf(in s), head, fields))
        {
            s.Status = 401;
            return IntakeKind.Refused;
        }

        if (continues && rest.IsEmpty)
        {
            // Who waits for its body has to ask for it (RFC 9110 10.1.1).
            _port.Send(s.Client, "HTTP/1.1 100 Continue\r\n\r\n"u8, default);
        }

        return IntakeKind.Begun;
    }

    /// <summary>Whether the client's connection stays is said in Proxy-Connection, and there alone.</summary>
    private static void TakeProxyField(ref StreamState s, ReadOnlySpan<byte> head, ReadOnlySpan<Field> fields)
    {
        bool closes = false;
        bool keeps = s.Minor > 0;
        foreach (ref readonly Field field in fields)
        {
            if (field.Name == FieldName.ProxyConnection)
            {
                closes |= ConnectionOptions.Has(field.ValueIn(head), "close"u8);
                keeps |= ConnectionOptions.Has(field.ValueIn(head), "keep-alive"u8);
            }
        }

        s.Flags &= ~StreamFlags.ClientKeepAlive;
        s.Flags |= StreamFlags.Proxied | (keeps && !closes ? StreamFlags.ClientKeepAlive : 0);
    }

    private static ConnectionMode ModeOf(ProxyPlan frontend, ProxyPlan backend) =>
        frontend.ConnectionMode > backend.ConnectionMode
            ? frontend.ConnectionMode : backend.ConnectionMode;

    /// <summary>What came behind the head is lost as well: this is the connection's last request.</summary>
    private static IntakeKind Unkept(ref StreamState s)
    {
        s.Flags &= ~StreamFlags.ClientKeepAlive;
        s.Status = 500;
        return IntakeKind.Refused;
    }

    private static void Describe(ref StreamState s, in RequestHead parsed)
    {
        s.Method = parsed.Method;
        s.Minor = parsed.Minor;
        s.Request = BodyCursor.For(parsed.Body);
        s.LineLength = parsed.LineEnd - parsed.Start;
        s.Flags |= parsed.KeepAlive ? StreamFlags.ClientKeepAlive : 0;
        s.Flags |= parsed.Upgrade ? StreamFlags.Upgrade : 0;
    }

    private static bool IsMonitor(ProxyPlan frontend, ReadOnlySpan<byte> target)
    {
        ReadOnlySpan<byte> uri = frontend.Frontend!.MonitorUri;
        return !uri.IsEmpty && uri.SequenceEqual(StatsRequests.SubjectOf(uri, target));
    }

    /// <summary>Whether the request is for the statistics page of its frontend or its backend.</summary>
    private bool IsForStats(
        ref StreamState s, ProxyPlan frontend, ProxyPlan backend, ReadOnlySpan<byte> target)
    {
        if (frontend.Stats is null && backend.Stats is null)
        {
            return false;
        }

        bool isFrontends = StatsRequests.IsFor(frontend, s.Method, target);
        if (!isFrontends && !StatsRequests.IsFor(backend, s.Method, target))
        {
            return false;
        }

        _worker.Tally.Frontend(s.Frontend).Intercepted += isFrontends ? 1 : 0;
        s.Backend = isFrontends ? -1 : s.Backend; // it has gone no further
        s.End = StreamEnd.Of('L', 'R');
        s.Flags &= ~StreamFlags.ServerKeepAlive;
        s.Flags |= StreamFlags.Stats;
        return true;
    }

    private IntakeKind Monitor(
        ref StreamState s, ReadOnlySpan<byte> head, in RequestHead parsed, ReadOnlySpan<byte> rest)
    {
        _worker.Tally.Frontend(s.Frontend).Intercepted++;
        Verdict = Verdict.GoOn;
        if (_worker.FrontendOf(in s).Rules?.Monitor is { } rules)
        {
            RuleMessage message = RuleMessage.OfRequest(head, in parsed, _judge.Facts.Room);
            RuleContext context = _judge.Facts.ContextOf(in s, message);
            Verdict = rules.Run(ref context);
        }

        s.Flags |= StreamFlags.Monitor;
        s.LineLength = 0;
        DropBody(ref s, rest);
        return IntakeKind.Monitor;
    }

    private void ShowBegin(
        StreamTrace trace, in StreamState s, ReadOnlySpan<byte> head, in RequestHead parsed)
    {
        ReadOnlySpan<byte> proxy = _worker.FrontendOf(in s).NameText;
        trace.Accept(proxy, _worker.DescriptorOf(in s), s.Client, _worker.Clients[s.Client].Peer);
        trace.Request(proxy, s.Client, head, in parsed, _worker.Fields.Slice(0, parsed.FieldCount));
    }

    /// <summary>What has come of it; when more is to come its connection ends.</summary>
    private void DropBody(ref StreamState s, ReadOnlySpan<byte> rest)
    {
        int taken = Math.Max(0, s.Request.Take(rest));
        if (!_port.KeepRest(s.Client, rest[taken..]))
        {
            s.Flags &= ~StreamFlags.ClientKeepAlive;
        }
    }

    /// <summary>
    /// What the server is to get and, behind it, what the log and the stick tables are to be told.
    /// </summary>
    private bool Keep(ref StreamState s, ReadOnlySpan<byte> head, ReadOnlySpan<byte> line)
    {
        int aside = s.CaptureLength + s.StickLength;
        BufferId kept = _worker.Buffers.TakeFor(head.Length + line.Length + aside);
        if (kept.IsNone)
        {
            return false;
        }

        Span<byte> into = _worker.Buffers.Of(kept);
        head.CopyTo(into);
        line.CopyTo(into[head.Length..]);
        _worker.Captured.Slice(0, aside).CopyTo(into[(head.Length + line.Length)..]);
        s.Head = kept;
        s.HeadLength = head.Length;
        s.CaptureStart = head.Length + line.Length;
        s.LineStart = line.IsEmpty ? 0 : head.Length;
        return true;
    }
}
