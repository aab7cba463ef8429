using System;
using Weir.Ground.Check;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;
using Weir.Model.Contracts.Rules;
using Weir.Model.Counts;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Model.Plan.Logs;
using Weir.Relay.Dispatch;
using Weir.Relay.Forward;
using Weir.Relay.Judge;
using Weir.Relay.Log;
using Weir.Relay.Log.Lines;
using Weir.Relay.Server;
using Weir.Relay.Stream;
using Weir.Wire.Http;
using Weir.Wire.Http1;

namespace Weir.Relay.Respond;

/// <summary>
/// A response on its way down: its head read and put together for the client, then its body untouched.
/// </summary>
internal sealed class ResponsePump<TIo>
    where TIo : struct, IIoBackend
{
    private readonly WorkerState<TIo> _worker;
    private readonly ConnectionPort<TIo> _port;
    private readonly Observer<TIo> _observer;
    private readonly ResponseJudge<TIo> _judge;
    private readonly AppSessions _sessions;
    private readonly Sticking<TIo> _sticks;

    public ResponsePump(WorkerState<TIo> worker, ConnectionPort<TIo> port, Observer<TIo> observer)
    {
        _observer = observer;
        _worker = worker;
        _port = port;
        _judge = new ResponseJudge<TIo>(worker);
        _sessions = new AppSessions(worker.Board.Sessions);
        _sticks = new Sticking<TIo>(worker);
    }

    /// <summary>Moves what can be moved. <see cref="NextKind.Wait"/>: nothing more for now.</summary>
    public Next Move(ref StreamState s)
    {
        ref ConnectionState client = ref _worker.Connections[s.Client];
        ref ConnectionState server = ref _worker.Connections[s.Server];
        if (s.Has(StreamFlags.Answered) && s.Response.Done)
        {
            return Passed(ref s, server.Has(ConnectionFlags.PeerClosed | ConnectionFlags.Broken));
        }

        bool fresh = false;
        for (int pieces = 0;
            client.OutLength == 0
                && (server.Has(ConnectionFlags.Readable) || (server.InLength > 0 && !fresh));
            pieces++)
        {
            if (pieces == Next.PiecesMax)
            {
                return Next.Yield;
            }

            int count = fresh || server.InLength == 0
                ? _port.TakeMore(s.Server, out Span<byte> bytes)
                : _port.Take(s.Server, out bytes);
            if (count == -Errno.EAGAIN)
            {
                break;
            }

            if (count <= 0)
            {
                return EndOfServer(ref s, count);
            }

            s.Flags |= StreamFlags.ServerSpoke;
            bool wasAnswered = s.Has(StreamFlags.Answered);
            Next next = wasAnswered ? PassBody(ref s, bytes) : PassHead(ref s, bytes);
            if (next.Kind != NextKind.Wait)
            {
                return next;
            }

            // An unfinished head stays kept: only fresh bytes can complete it.
            fresh = !s.Has(StreamFlags.Answered) && server.InLength == bytes.Length;
        }

        return Next.Wait;
    }

    /// <summary>The server has let its time to answer pass.</summary>
    public void OnSilence(in StreamState s) => _observer.NotAnswered(in s, ObservedError.Silence);

    private Next PassBody(ref StreamState s, Span<byte> bytes)
    {
        int taken = TakeBody(ref s, bytes, out ReadOnlySpan<byte> passed);
        if (taken < 0)
        {
            return Next.Cut('S', 'D');
        }

        s.BytesOut += taken;
        bool sent = passed.IsEmpty || _port.Send(s.Client, passed, default);
        NoteSurplus(ref s, taken < bytes.Length);
        _port.DropKept(s.Server);
        return sent ? Passed(ref s, false) : Unsent(in s, 'D');
    }

    /// <summary>
    /// How many bytes belong to the body, or -1; <paramref name="passed"/> is what the client gets of them.
    /// </summary>
    private static int TakeBody(
        scoped ref StreamState s, Span<byte> bytes, out ReadOnlySpan<byte> passed)
    {
        if (s.Has(StreamFlags.Unwrapped))
        {
            int unwrapped = s.Response.Unwrap(bytes, out int data);
            passed = bytes[..data];
            return unwrapped;
        }

        int taken = s.Response.Take(bytes);
        passed = bytes[..Math.Max(taken, 0)];
        return taken;
    }

    /// <summary>
    /// Bytes after the end of a response belong to nobody: such a connection is not used again.
    /// </summary>
    private static void NoteSurplus(ref StreamState s, bool surplus) =>
        s.Flags &= surplus ? ~StreamFlags.ServerKeepAlive : ~StreamFlags.None;

    /// <summary>
    /// An answer may be whole before its request is: the rest of that still goes up while the server listens.
    /// </summary>
    private static Next Passed(ref StreamState s, bool serverIsGone) =>
        s.Response.Done && (s.Request.Done || serverIsGone) ? Next.Complete : Next.Wait;

    private Next PassHead(ref StreamState s, Span<byte> bytes)
    {
        GlobalPlan global = _worker.Newest.Plan.Global;
        ReadOnlySpan<byte> head = bytes[..Math.Min(bytes.Length, RequestParser.LengthMax)];
        ParseStatus status =
            ResponseParser.Parse(head, _worker.AllFields, s.Method, out ResponseHead parsed, out _);
        if (status == ParseStatus.Rejected && !s.Has(StreamFlags.Stats)
            && _worker.BackendOf(in s).Backend!.IsLenient
            && LenientHead.Mask(head, _worker.Work.Slice(0, _worker.Work.Length), isRequest: false))
        {
            ReadOnlySpan<byte> masked = _worker.Work.Slice(0, head.Length);
            status = ResponseParser.Parse(masked, _worker.AllFields, s.Method, out parsed, out _);
        }

        if (status == ParseStatus.Incomplete)
        {
            return bytes.Length <= global.BufferBytes - global.MaxRewrite && _port.KeepRest(s.Server, bytes)
                ? Next.Wait : Unreadable(in s);
        }

        Span<byte> rest = status == ParseStatus.Complete ? bytes[parsed.Length..] : default;
        if (status == ParseStatus.Complete && parsed.BareLf)
        {
            int length =
                LineEnds.Normalise(bytes[..parsed.Length], _worker.Work.Slice(0, _worker.Work.Length));
            head = length < 0 ? default : _worker.Work.Slice(0, length);
            status = ResponseParser.Parse(head, _worker.AllFields, s.Method, out parsed, out _);
        }

        if (status != ParseStatus.Complete || parsed.Length > global.BufferBytes - global.MaxRewrite)
        {
            return Unreadable(in s);
        }

        head = head[..parsed.Length];
        if (parsed.Status == 101)
        {
            return s.Has(StreamFlags.Upgrade)
                ? SendHead(ref s, head, in parsed, rest)
                : Unreadable(in s);
        }

        return parsed.Status < 200
            ? PassInterim(ref s, head, in parsed, rest)
            : SendHead(ref s, head, in parsed, rest);
    }

    private Next Unreadable(in StreamState s)
    {
        _observer.NotAnswered(in s, ObservedError.Head);
        return Next.Answer(502, 'P', 'H');
    }

    /// <summary>1xx: the answer is still to come. HTTP/1.0 knows no such thing (RFC 9110 15.2).</summary>
    private Next PassInterim(
        ref StreamState s, ReadOnlySpan<byte> head, in ResponseHead parsed, ReadOnlySpan<byte> rest)
    {
        int length = Write(ref s, head, in parsed, tunnel: false);
        s.BytesOut += head.Length;
        _worker.Tally.Server(_worker.ServerOf(in s).Id).Responses[1]++; // the final one is counted at the end
        bool sent = s.Minor == 0
            || (length > 0 && _port.Send(s.Client, _worker.Scratch.Slice(0, length), default));
        if (!sent)
        {
            return Unsent(in s, 'H');
        }

        return _port.KeepRest(s.Server, rest) ? Next.Wait : Next.Answer(502, 'P', 'H');
    }

    private Next SendHead(
        ref StreamState s, ReadOnlySpan<byte> head, in ResponseHead parsed, Span<byte> rest)
    {
        if (s.Has(StreamFlags.Stats))
        {
            return SendJudged(ref s, head, in parsed, rest);
        }

        _observer.Answered(in s, parsed.Status);
        if (_worker.BackendOf(in s).Rules is { } rules)
        {
            Stick(ref s, rules, head, in parsed);
        }

        if (_worker.Trace is { } trace)
        {
            trace.Serve(s.Client, s.Server);
            ReadOnlySpan<Field> fields = _worker.Fields.Slice(0, parsed.FieldCount);
            trace.Response(_worker.FrontendOf(in s).NameText, s.Client, head, in parsed, fields);
        }

        if (_worker.FrontendOf(in s).Log is { CapturesResponse: true } log)
        {
            KeepCaptures(ref s, log, head, in parsed);
        }

        if (!_judge.HasRules(in s))
        {
            return SendJudged(ref s, head, in parsed, rest);
        }

        RuleMessage message = RuleMessage.OfResponse(head, in parsed, s.Method, _judge.Facts.Room);
        RuleContext context = _judge.Facts.ContextOf(in s, message);
        Verdict verdict = ResponseJudge<TIo>.Judge(ref context);
        if (verdict.Kind == VerdictKind.GoOn)
        {
            return SendJudged(ref s, context.Message.Head, in context.Message.Response, rest);
        }

        CountRefused(ref s, parsed.Status);
        return Next.Answer(verdict.Status, 'P', 'H');
    }

    /// <summary>Tells the stick tables, whatever rules will say of the answer.</summary>
    private void Stick(ref StreamState s, ProxyRules rules, ReadOnlySpan<byte> head, in ResponseHead parsed)
    {
        if (s.StickLength > 0)
        {
            _sticks.Keep(ref s);
        }

        if (rules.StickResponse is not null)
        {
            RuleMessage message = RuleMessage.OfResponse(head, in parsed, s.Method, _judge.Facts.Room);
            _sticks.KeepOfResponse(ref s, message);
        }
    }

    /// <summary>The server has answered, and its answer may not pass.</summary>
    private void CountRefused(ref StreamState s, int status)
    {
        s.Flags |= StreamFlags.Denied;
        _worker.Tally.Frontend(s.Frontend).RefusedResponses++;
        _worker.Tally.Backend(s.Backend).RefusedResponses++;
        ref ServiceCounters server = ref _worker.Tally.Server(_worker.ServerOf(in s).Id);
        server.RefusedResponses++;
        server.Responses[StatusClasses.Of(status)]++;
    }

    private Next SendJudged(
        ref StreamState s, ReadOnlySpan<byte> head, in ResponseHead parsed, Span<byte> rest)
    {
        BackendPlan? plan = s.Has(StreamFlags.Stats) ? null : _worker.BackendOf(in s).Backend;
        if (plan is { ChecksCache: true } && Cacheability.ExposesCookie(
            head, _worker.Fields.Slice(0, parsed.FieldCount), parsed.Status, s.Method))
        {
            ProxyPlan backend = _worker.BackendOf(in s);
            _worker.BackendLogOf(in s).WriteBlockedCookie(backend, _worker.ServerOf(in s), _worker.WallMs);
            return Next.Answer(502, 'P', 'H');
        }

        if (plan is { AppSession: not null } && s.ServerIndex != plan.DispatchAt)
        {
            LearnSession(ref s, head, in parsed);
        }

        bool tunnel = parsed.Status == 101 || (s.Method == Method.Connect && parsed.Status / 100 == 2)
            || s.Has(StreamFlags.Tunnels);
        s.Response = BodyCursor.For(parsed.Body);
        bool unwraps = s.Minor == 0 && s.Response.Chunked && !tunnel;
        s.Flags &= s.Response.UntilClose || tunnel
            ? ~(StreamFlags.ClientKeepAlive | StreamFlags.ServerKeepAlive)
            : unwraps ? ~StreamFlags.ClientKeepAlive : ~StreamFlags.None;
        s.Flags &= parsed.KeepAlive ? ~StreamFlags.None : ~StreamFlags.ServerKeepAlive;
        int length = Write(ref s, head, in parsed, tunnel);
        if (length < 0)
        {
            return Next.Answer(502, 'P', 'H');
        }

        s.Status = parsed.Status;
        s.AnsweredMs = _worker.Now.Ms;
        s.Flags |= StreamFlags.Answered | (unwraps ? StreamFlags.Unwrapped : 0);
        if (s.Has(StreamFlags.LogsEarly) && !tunnel)
        {
            return SendHeadAlone(ref s, head.Length, length, rest);
        }

        ReadOnlySpan<byte> passed = default;
        int taken = tunnel ? 0 : TakeBody(ref s, rest, out passed);
        bool broken = taken < 0;
        taken = Math.Max(taken, 0);
        s.BytesOut += head.Length + taken;
        bool sent = _port.Send(s.Client, _worker.Scratch.Slice(0, length), passed);
        if (tunnel && sent)
        {
            return _port.KeepRest(s.Server, rest) ? Next.Again(StreamStep.Tunnel) : Next.Cut('R', 'D');
        }

        NoteSurplus(ref s, taken < rest.Length);
        _port.DropKept(s.Server);
        if (!sent)
        {
            return Unsent(in s, 'D');
        }

        bool gone = _worker.Connections[s.Server].Has(ConnectionFlags.PeerClosed | ConnectionFlags.Broken);
        return broken ? Next.Cut('S', 'D') : Passed(ref s, gone);
    }

    /// <summary>
    /// A session that the server begins is at the server; so is one that only the client knew.
    /// </summary>
    private void LearnSession(ref StreamState s, ReadOnlySpan<byte> head, in ResponseHead parsed)
    {
        ProxyPlan backend = _worker.BackendOf(in s);
        ulong session = _sessions.KeyOfResponse(backend, head, _worker.Fields.Slice(0, parsed.FieldCount));
        session = session == 0 && backend.Backend!.AppSession!.LearnsRequests ? s.Session : session;
        if (session != 0)
        {
            int server = _worker.ServerOf(in s).Id;
            _worker.Board.Sessions.Put(session, server, _worker.Now.Ms, _worker.Setup.WorkerId);
        }
    }

    /// <summary>The line is written between the head and what follows: it tells the head's bytes.</summary>
    private Next SendHeadAlone(ref StreamState s, int received, int length, ReadOnlySpan<byte> rest)
    {
        s.BytesOut += received;
        bool sent = _port.Send(s.Client, _worker.Scratch.Slice(0, length), default)
            && _port.KeepRest(s.Server, rest);
        return sent ? Next.Again(StreamStep.Exchange) : Unsent(in s, 'D');
    }

    /// <summary>Its client is gone, or let go for want of a buffer for what it did not take.</summary>
    private Next Unsent(in StreamState s, char during) =>
        Next.Abort(_worker.Connections[s.Client].Has(ConnectionFlags.Starved) ? 'R' : 'C', during);

    /// <summary>Without a buffer for it the line shows nothing.</summary>
    private void KeepCaptures(
        ref StreamState s, LogPlan log, ReadOnlySpan<byte> head, in ResponseHead parsed)
    {
        Span<byte> room = _worker.Captured.Slice(0, _worker.Captured.Length);
        int kept = Captures.OfResponse(log, head, _worker.Fields.Slice(0, parsed.FieldCount), room);
        s.AnswerCaptures = _worker.Buffers.TakeFor(kept);
        if (!s.AnswerCaptures.IsNone)
        {
            s.AnswerCaptureLength = kept;
            room[..kept].CopyTo(_worker.Buffers.Of(s.AnswerCaptures));
        }
    }

    /// <summary>
    /// The head as the client is to see it, into the scratch; -1: no room. A client that came without the
    /// right cookie is given it with the final head.
    /// </summary>
    private int Write(ref StreamState s, ReadOnlySpan<byte> head, in ResponseHead parsed, bool tunnel)
    {
        // It is told so: what it sends behind this request would be lost.
        s.Flags &= _worker.IsLeaving(in s) ? ~StreamFlags.ClientKeepAlive : ~StreamFlags.None;
        BackendPlan? backend = s.Has(StreamFlags.Stats) ? null : _worker.BackendOf(in s).Backend;
        CookiePlan? cookie = s.Has(StreamFlags.IgnoresCookie) ? null : backend?.Cookie;
        bool cookieIsRight = s.Has(StreamFlags.CookieIsRight);
        bool setsCookie = cookie is { Insert: true } && (!cookieIsRight || s.Has(StreamFlags.CookieIsStale))
            && (!cookie.PostOnly || s.Method == Method.Post);
        ServerPlan? server = backend?.Servers[s.ServerIndex];
        var edits = new ResponseEdits
        {
            Frontend = _worker.FrontendOf(in s),
            Cookie = cookie,
            PassesServers = cookie is { Preserve: true } || s.ServerIndex == backend?.DispatchAt,
            CookieIsRight = cookieIsRight,
            ServerValue = server?.CookieValue,
            SetCookieLine = setsCookie ? server!.SetCookieLine : default,
            DatesAt = setsCookie ? server!.CookieDatesAt : 0,
            Dates = setsCookie && server!.CookieDatesAt > 0
                ? CookieLife.Renew(cookie!, s.CookieFirst, _worker.WallMs / 1000) : default,
            KeepAlive = s.Has(StreamFlags.ClientKeepAlive),
            Tunnel = tunnel,
            PassesConnection = s.Has(StreamFlags.Tunnels),
            IsProxied = s.Has(StreamFlags.Proxied),
            Method = s.Method,
            RequestMinor = s.Minor,
        };
        ReadOnlySpan<Field> fields = _worker.Fields.Slice(0, parsed.FieldCount);
        WrittenHead written = ResponseHeadBuilder.Write(
            head, in parsed, fields, in edits, _worker.Scratch.Slice(0, _worker.Scratch.Length));
        s.ResponseCookie = written.Cookie;
        return written.Length;
    }

    private Next EndOfServer(ref StreamState s, int count)
    {
        if (s.Has(StreamFlags.Answered))
        {
            if (count == 0)
            {
                s.Response.EndByClose();
            }

            return s.Response.Done ? Next.Complete : Next.Cut('S', 'D');
        }

        Must.Hold(s.Server >= 0);
        if (s.Has(StreamFlags.Stats))
        {
            return Next.Answer(503, 'I', 'H'); // the keeper died, or has its hands full
        }

        bool untouched = s.Has(StreamFlags.Reused) && !s.Has(StreamFlags.ServerSpoke);
        if (!untouched)
        {
            _observer.NotAnswered(in s, count == 0 ? ObservedError.Close : ObservedError.Reset);
            return Next.Answer(502, 'S', 'H');
        }

        // A kept connection that the server closed as the request went out. What may be repeated is sent
        // again on a new one (RFC 9110 9.2.2); for the rest only the client can decide, and an end without an
        // answer tells it so.
        bool again = !s.Has(StreamFlags.BodyStarted) && s.Request.Done
            && s.Method is Method.Get or Method.Head or Method.Options
                or Method.Put or Method.Delete or Method.Trace;
        return again ? Next.Again(StreamStep.Connect) : Next.Abort('S', 'H');
    }
}
