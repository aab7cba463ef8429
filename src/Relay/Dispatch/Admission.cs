using System;
using Weir.Ground.Check;
using Weir.Kernel.Io;
using Weir.Model.Contracts;
using Weir.Model.Places;
using Weir.Model.Plan;
using Weir.Relay.Stream;

namespace Weir.Relay.Dispatch;

/// <summary>
/// Gives streams their places at servers: at once, or in their turn. A place that is free belongs to the
/// oldest who waits for it, in whichever worker; who finds another's waiter there wakes that worker. So
/// whatever frees a place, or lets somebody wait, ends with a look at who is next.
/// </summary>
internal sealed class Admission<TIo>
    where TIo : struct, IIoBackend
{
    private const int AnyServer = -1;

    private readonly WorkerState<TIo> _worker;
    private readonly ServerPlaces _places;
    private readonly WaitingLine[] _ofServers;
    private readonly WaitingLine[] _ofBackends;
    private WaitingLine _granted = WaitingLine.Empty;

    public Admission(WorkerState<TIo> worker)
    {
        _worker = worker;
        _places = worker.Places;
        _ofServers = new WaitingLine[worker.Board.Shape.Servers];
        _ofBackends = new WaitingLine[worker.Board.Shape.Proxies];
        Array.Fill(_ofServers, WaitingLine.Empty);
        Array.Fill(_ofBackends, WaitingLine.Empty);
    }

    /// <summary>
    /// Asks for a place: at the server that the stream is bound to, or at the one that the algorithm names.
    /// </summary>
    public Admitted Ask(int stream, BackendRuntime backend)
    {
        ref StreamState s = ref _worker.Streams[stream];
        Must.Hold(!s.Has(StreamFlags.HoldsServer | StreamFlags.Queued));
        Come(ref s, backend);
        if (s.ServerIndex == IBalancer.Nobody)
        {
            s.ServerIndex = backend.Balance(_worker.Clients[s.Client].Peer, -1, s.Key);
        }

        if (s.ServerIndex == IBalancer.Nobody)
        {
            return Admitted.Nobody;
        }

        if (s.ServerIndex >= 0 && TryTake(ref s, backend))
        {
            return Admitted.Now;
        }

        // Who is bound, by a cookie or a hash, waits for that server whatever others have free; who would
        // have gone anywhere waits for the first place there is.
        bool isBound = s.ServerIndex >= 0 && (s.Has(StreamFlags.ByCookie) || backend.Binds(s.Key));
        s.ServerIndex = isBound ? s.ServerIndex : AnyServer;
        Join(stream, backend);
        if (isBound && IsOvercrowded(in s, backend) && TryElsewhere(stream, backend))
        {
            return Admitted.Now;
        }

        Tend(backend);
        return Admitted.Later;
    }

    /// <summary>The stream no longer has a place at its server: the next one may have it.</summary>
    public void GiveBack(ref StreamState s)
    {
        BackendRuntime backend = _worker.RuntimeOf(in s)!;
        s.Flags &= ~StreamFlags.HoldsServer;
        ServerPlan server = _worker.ServerOf(in s);
        _worker.CountersOf(server).Current--;
        if (!backend.CountsPlaces)
        {
            return;
        }

        _places.GiveBack(server.Id);
        Touch(backend, server.Id);
        if (backend.Limits.Any)
        {
            Offer(backend, s.ServerIndex);
        }
    }

    /// <summary>The stream waits no longer: it was given up.</summary>
    public void Leave(int stream)
    {
        ref StreamState s = ref _worker.Streams[stream];
        BackendRuntime backend = _worker.RuntimeOf(in s)!;
        TakeOut(stream, backend);
        // Somebody may have seen this one as the oldest and left a place to it.
        Tend(backend);
    }

    /// <summary>The stream is over: it no longer counts among its backend's.</summary>
    public void Go(int stream)
    {
        ref StreamState s = ref _worker.Streams[stream];
        if (s.Has(StreamFlags.InLine))
        {
            Must.Hold(!s.Has(StreamFlags.Queued)); // it was given a place, and died before it knew
            _granted.Remove(_worker.Streams, stream);
        }

        if (s.Has(StreamFlags.Counted))
        {
            s.Flags &= ~StreamFlags.Counted;
            _worker.CountersOf(s.Backend).BackendCurrent--;
            if (_worker.RuntimeOf(in s)!.Limits.FollowLoad)
            {
                _places.Go(s.Backend);
            }
        }
    }

    /// <summary>Another process has called: something has changed for those that wait here.</summary>
    public void OnCall()
    {
        foreach (BackendRuntime? backend in _worker.Newest.Backends)
        {
            if (backend is not null && backend.Limits.Any)
            {
                Tend(backend);
            }
        }
    }

    /// <summary>A stream that has got its place while it waited; -1: none is left.</summary>
    public int TakeGranted()
    {
        int stream = _granted.First;
        if (stream >= 0)
        {
            _granted.Remove(_worker.Streams, stream);
        }

        return stream;
    }

    private void Come(ref StreamState s, BackendRuntime backend)
    {
        if (s.Has(StreamFlags.Counted))
        {
            return; // a further attempt
        }

        s.Flags |= StreamFlags.Counted;
        ref Model.Live.ProxyCounters counters = ref _worker.CountersOf(s.Backend);
        counters.BackendCurrent++;
        counters.BackendSessions++;
        if (!backend.Limits.FollowLoad)
        {
            return;
        }

        _places.Come(s.Backend);
        if (backend.AnyoneWaits)
        {
            Tend(backend); // the limits may have risen with us
        }
    }

    /// <summary>
    /// More wait for the server that it is bound to than may (<c>maxqueue</c>): it has joined to find out, so
    /// that no two of different workers take the last place in the queue.
    /// </summary>
    private static bool IsOvercrowded(in StreamState s, BackendRuntime backend)
    {
        int most = backend.Proxy.Backend!.Servers[s.ServerIndex].MaxQueue;
        return most > 0 && s.ServerQueue > most;
    }

    /// <summary>True when another server had a place; else it waits for any.</summary>
    private bool TryElsewhere(int stream, BackendRuntime backend)
    {
        ref StreamState s = ref _worker.Streams[stream];
        int crowded = s.ServerIndex;
        TakeOut(stream, backend);
        Unbind(ref s);
        s.ServerQueue = 0;
        s.ServerIndex = backend.Balance(_worker.Clients[s.Client].Peer, crowded, s.Key);
        if (s.ServerIndex >= 0 && s.ServerIndex != crowded && TryTake(ref s, backend))
        {
            return true;
        }

        s.ServerIndex = AnyServer;
        Join(stream, backend);
        return false;
    }

    private static void Unbind(ref StreamState s)
    {
        s.RequestCookie = s.Has(StreamFlags.ByCookie) ? (byte)'D' : s.RequestCookie;
        s.Flags &= ~(StreamFlags.ByCookie | StreamFlags.CookieIsRight);
        s.ServerIndex = -1;
    }

    private bool TryTake(ref StreamState s, BackendRuntime backend)
    {
        if (backend.CountsPlaces)
        {
            int server = _worker.ServerOf(in s).Id;
            bool isAwaited = backend.Limits.Any
                && _places.IsAwaited(s.Backend, server, backend.IsForAnyone(s.ServerIndex));
            if (isAwaited || !_places.TryTake(server, backend.Limits.Of(s.ServerIndex)))
            {
                return false;
            }

            Touch(backend, server);
        }

        Hold(ref s);
        return true;
    }

    private void Hold(ref StreamState s)
    {
        Must.Hold(!s.Has(StreamFlags.HoldsServer));
        s.Flags |= StreamFlags.HoldsServer;
        s.QueueDoneMs = s.QueueDoneMs < 0 ? _worker.Now.Ms : s.QueueDoneMs;
        ref Model.Live.ServerCounters server = ref _worker.CountersOf(_worker.ServerOf(in s));
        server.Current++;
        server.Sessions++;
    }

    private void Touch(BackendRuntime backend, int server)
    {
        if (backend.ReadsLoads)
        {
            _places.Touch(backend.Proxy.Id, server);
        }
    }

    private void Join(int stream, BackendRuntime backend)
    {
        ref StreamState s = ref _worker.Streams[stream];
        int server = QueueOf(in s);
        int position = _places.Join(s.Backend, server, ref s.Arrival);
        s.Flags |= StreamFlags.Queued;
        s.QueuedMs = _worker.Now.Ms;
        s.ServerQueue = server >= 0 ? position : s.ServerQueue;
        s.BackendQueue = server >= 0 ? s.BackendQueue : position;
        ref WaitingLine line = ref LineOf(s.Backend, server);
        line.Put(_worker.Streams, stream);
        _places.Publish(s.Backend, server, HeadOf(in line));
    }

    private void TakeOut(int stream, BackendRuntime backend)
    {
        ref StreamState s = ref _worker.Streams[stream];
        Must.Hold(s.Has(StreamFlags.Queued));
        s.Flags &= ~StreamFlags.Queued;
        int server = QueueOf(in s);
        ref WaitingLine line = ref LineOf(backend.Proxy.Id, server);
        line.Remove(_worker.Streams, stream);
        _places.Leave(backend.Proxy.Id, server);
        _places.Publish(backend.Proxy.Id, server, HeadOf(in line));
    }

    /// <summary>Looks at all servers of a backend: who has room, and whose it is.</summary>
    private void Tend(BackendRuntime backend)
    {
        for (int position = 0; position < backend.ServerCount; position++)
        {
            SendElsewhere(backend, position);
        }

        for (int position = 0; position < backend.ServerCount; position++)
        {
            Offer(backend, position);
        }
    }

    /// <summary>
    /// Offers what a server has free to the oldest who waits for it, as long as that one is ours.
    /// </summary>
    private void Offer(BackendRuntime backend, int position)
    {
        int proxy = backend.Proxy.Id;
        int server = backend.IdOf(position);
        bool takesAny = backend.IsForAnyone(position);
        // Ends: each turn either returns or serves one of our waiters, or another worker has served one.
        while (_places.IsAwaited(proxy, server, takesAny)
            && backend.Limits.Held(position) < backend.Limits.Of(position))
        {
            Oldest oldest = _places.FindOldest(proxy, server, backend.MayServe(position), takesAny);
            if (oldest.Worker != _worker.Setup.WorkerId)
            {
                _worker.Call(oldest.Worker);
                return;
            }

            if (_places.TryTake(server, backend.Limits.Of(position)))
            {
                Touch(backend, server);
                Grant(backend, position, LineOf(proxy, oldest.IsOwnQueue ? server : AnyServer).First);
            }
        }
    }

    private void Grant(BackendRuntime backend, int position, int stream)
    {
        Must.Hold(stream >= 0);
        TakeOut(stream, backend);
        ref StreamState s = ref _worker.Streams[stream];
        s.ServerIndex = position;
        Hold(ref s);
        _granted.Put(_worker.Streams, stream);
    }

    /// <summary>
    /// Who waits for a server that has gone down waits for any, with <c>option redispatch</c>, and keeps its
    /// turn. Without, it waits for the server to come back.
    /// </summary>
    private void SendElsewhere(BackendRuntime backend, int position)
    {
        if (backend.MayServe(position) || !backend.Proxy.Backend!.Redispatch)
        {
            return;
        }

        int stream;
        while ((stream = _ofServers[backend.IdOf(position)].First) >= 0)
        {
            TakeOut(stream, backend);
            ref StreamState s = ref _worker.Streams[stream];
            Unbind(ref s);
            s.Flags |= StreamFlags.Redispatched;
            _worker.CountersOf(s.Backend).Redispatches++;
            long since = s.QueuedMs;
            Join(stream, backend);
            s.QueuedMs = since; // its time to wait goes on
        }
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
