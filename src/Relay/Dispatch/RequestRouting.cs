using System;
using Weir.Kernel.Io;
using Weir.Model.Contracts;
using Weir.Model.Contracts.Rules;
using Weir.Model.Plan;
using Weir.Relay.Judge;
using Weir.Relay.Stream;
using Weir.Wire.Handshake;
using Weir.Wire.Http;
using Weir.Wire.Http1;

namespace Weir.Relay.Dispatch;

/// <summary>
/// What a request says of the server that it is for: a cookie's, a session's, a stick table's, or what it is
/// balanced by.
/// </summary>
internal sealed class RequestRouting<TIo>
    where TIo : struct, IIoBackend
{
    private readonly WorkerState<TIo> _worker;
    private readonly WorkerFacts<TIo> _facts;
    private readonly AppSessions _sessions;
    private readonly Sticking<TIo> _sticks;

    /// <param name="worker">Its tables.</param>
    /// <param name="facts">The worker as rules see it.</param>
    public RequestRouting(WorkerState<TIo> worker, WorkerFacts<TIo> facts)
    {
        _worker = worker;
        _facts = facts;
        _sticks = new Sticking<TIo>(worker);
        _sessions = new AppSessions(worker.Board.Sessions);
    }

    /// <summary>
    /// Binds the stream to its server if it names one, and else keeps what it is balanced by.
    /// </summary>
    /// <param name="s">The stream, with its backend.</param>
    /// <param name="head">Its request's head.</param>
    /// <param name="parsed">What that says.</param>
    public void Route(ref StreamState s, ReadOnlySpan<byte> head, in RequestHead parsed)
    {
        ReadOnlySpan<Field> fields = _worker.Fields.Slice(0, parsed.FieldCount);
        ReadOnlySpan<byte> target = head.Slice(parsed.TargetStart, parsed.TargetLength);
        RouteByCookie(ref s, head, fields);
        if (s.Backend >= 0 && _worker.BackendOf(in s) is { Backend.AppSession: not null } backend
            && !s.Has(StreamFlags.IgnoresCookie))
        {
            RouteBySession(ref s, backend, head, fields, target);
        }

        if (_worker.RuntimeOf(in s)?.Sticks is { } sticks)
        {
            _sticks.Ask(ref s, sticks, RuleMessage.OfRequest(head, in parsed, _facts.Room));
        }

        Key(ref s, new BalanceRequest(target, head, fields));
    }

    /// <summary>The same by what a connection without HTTP has brought.</summary>
    public void Route(ref StreamState s, ReadOnlySpan<byte> content)
    {
        if (_worker.RuntimeOf(in s) is not { } backend)
        {
            return;
        }

        if (backend.Proxy.Backend!.RdpCookie is { } name
            && RdpRequest.Cookie(content, name, out ReadOnlySpan<byte> value) == ParseStatus.Complete
            && RdpToken.TryRead(value, out uint address, out ushort port))
        {
            s.ServerIndex = backend.PositionAt(address, port);
            s.Flags |= s.ServerIndex >= 0 ? StreamFlags.Bound : StreamFlags.None;
        }

        if (backend.Sticks is { } sticks)
        {
            _sticks.Ask(ref s, sticks, RuleMessage.OfContent(content, isGrowing: false, _facts.Room));
            KeepNotes(ref s);
        }

        Key(ref s, new BalanceRequest(default, default, default) { Content = content });
    }

    /// <summary>A buffer holds what the tables are to be told, until the server is reached.</summary>
    private void KeepNotes(ref StreamState s)
    {
        s.Head = s.StickLength > 0 ? _worker.Buffers.TakeFor(s.StickLength) : default;
        s.StickLength = s.Head.IsNone ? 0 : s.StickLength;
        if (s.StickLength > 0)
        {
            _worker.Captured.Slice(0, s.StickLength).CopyTo(_worker.Buffers.Of(s.Head));
        }
    }

    /// <summary>
    /// What the backend's algorithm balances it by. Where that may stand in the body, and no cookie has bound
    /// the request, the body is awaited first.
    /// </summary>
    private void Key(ref StreamState s, in BalanceRequest request)
    {
        s.Key = BalanceKey.None;
        if (_worker.RuntimeOf(in s) is not { ReadsRequest: true } backend)
        {
            return;
        }

        s.Key = backend.KeyOf(in request);
        bool mayBeInBody = backend.ReadsBody && !s.Key.Exists && s.Method == Method.Post && !s.Request.Done;
        s.Step = mayBeInBody && s.ServerIndex < 0 ? StreamStep.Body : s.Step;
    }

    /// <summary>
    /// Finds the server that the request's cookie names; the first cookie of that name counts.
    /// </summary>
    private void RouteByCookie(ref StreamState s, ReadOnlySpan<byte> head, ReadOnlySpan<Field> fields)
    {
        if (_worker.RuntimeOf(in s) is not BackendRuntime backend
            || backend.Proxy.Backend!.Cookie is not CookiePlan plan || s.Has(StreamFlags.IgnoresCookie))
        {
            return;
        }

        s.RequestCookie = (byte)'N';
        s.ResponseCookie = (byte)'N';
        foreach (ref readonly Field field in fields)
        {
            if (field.Name != FieldName.Cookie
                || !CookieSearch.Find(field.ValueIn(head), plan.Name, out CookiePair pair))
            {
                continue;
            }

            RouteBy(ref s, backend, plan, pair.ValueIn(field.ValueIn(head)));
            return;
        }
    }

    /// <summary>
    /// Finds the server that a session of an application's own is at, if no cookie of ours has named one.
    /// </summary>
    private void RouteBySession(
        ref StreamState s, ProxyPlan backend, ReadOnlySpan<byte> head, ReadOnlySpan<Field> fields,
        ReadOnlySpan<byte> target)
    {
        s.RequestCookie = s.RequestCookie == 0 ? (byte)'N' : s.RequestCookie;
        s.ResponseCookie = (byte)'N';
        s.Session = _sessions.KeyOfRequest(backend, head, fields, target);
        int server = s.Session == 0 || s.ServerIndex >= 0
            ? -1
            : _worker.Board.Sessions.Find(s.Session, _worker.Now.Ms, backend.Backend!.AppSession!.HoldMs);
        int index = server < 0 ? -1 : backend.Backend!.PositionOf(server);
        if (index < 0)
        {
            return;
        }

        bool isUp = _worker.RuntimeOf(in s) is { } runtime && runtime.IsUp(index);
        s.RequestCookie = isUp ? (byte)'V' : (byte)'D';
        if (isUp || backend.Backend!.Persist || s.Has(StreamFlags.Persists))
        {
            s.ServerIndex = index;
            s.Flags |= StreamFlags.Bound;
        }
    }

    private void RouteBy(
        ref StreamState s, BackendRuntime backend, CookiePlan plan, ReadOnlySpan<byte> value)
    {
        if (plan.HasDates)
        {
            long wallS = _worker.WallMs / 1000;
            value = CookieDates.Split(value, out CookieDates dates);
            s.RequestCookie = CookieLife.Judge(plan, in dates, wallS);
            if (s.RequestCookie != 0)
            {
                return;
            }

            s.CookieFirst = dates.First;
            s.Flags |= CookieLife.IsStale(plan, in dates, wallS) ? StreamFlags.CookieIsStale : 0;
        }

        int tilde = plan.Mode == CookieMode.Prefix ? value.IndexOf((byte)'~') : -1;
        CookieRoute route =
            backend.RouteOf(tilde < 0 ? value : value[..tilde], s.Has(StreamFlags.Persists));
        s.RequestCookie = route.Letter;
        s.ServerIndex = route.Server;
        s.Flags |= route.Server >= 0 ? StreamFlags.Bound | StreamFlags.CookieIsRight : 0;
    }
}
