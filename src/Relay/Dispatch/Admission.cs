using Weir.Ground.Check;
using Weir.Kernel.Io;
using Weir.Model.Contracts;
using Weir.Model.Places;
using Weir.Model.Plan;
using Weir.Relay.Plans;
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
    private const int AnyServer = WaitingLines<TIo>.AnyServer;

    private readonly WorkerState<TIo> _worker;
    private readonly ServerPlaces _places;
    private readonly WaitingLines<TIo> _lines;
    private readonly NewestServers<TIo> _newest;
    private WaitingLine _granted = WaitingLine.Empty;

    public Admission(WorkerState<TIo> worker)
    {
        _worker = worker;
        _places = worker.Places;
        _lines = new WaitingLines<TIo>(worker);
        _newest = new NewestServers<TIo>(worker, _lines);
    }

    /// <summary>
    /// Asks for a place: at the server that the stream is bound to, or at the one that the algorithm names.
    /// </summary>
    public Admitted Ask(int stream, BackendRuntime backend)
    {
        ref StreamState s = ref _worker.Streams[stream];
        Must.Hold(!s.Has(StreamFlags.HoldsServer | StreamFlags.Queued));
        Come(ref s, backend);
        bool isChosen = s.ServerIndex == IBalancer.Nobody;
        if (isChosen)
        {
            s.ServerIndex = backend.Balance(_worker.Clients[s.Client].Peer, -1, s.Key);
        }

        if (s.ServerIndex == IBalancer.Nobody)
        {
            return Admitted.Nobody;
        }

        if (s.ServerIndex >= 0 && TryTake(ref s, backend))
        {
            CountPick(in s, isChosen);
            return Admitted.Now;
        }

        // Who is bound, by a cookie or a hash, waits for that server whatever others have free; who would
        // have gone anywhere waits for the first place there is.
        bool isBound = s.ServerIndex >= 0 && (s.Has(StreamFlags.Bound) || backend.Binds(s.Key));
        CountPick(in s, isChosen && isBound);
        s.ServerIndex = isBound ? s.ServerIndex : AnyServer;
        if (s.BackendPlan != _worker.Newest.Number)
        {
            _newest.Keep(_worker.Plans[s.BackendPlan], backend);
        }

        _lines.Join(stream);
        if (isBound && IsOvercrowded(in s, backend) && TryElsewhere(stream, backend))
        {
            return Admitted.Now;
        }

        Tend(backend);
        return Admitted.Later;
    }

    /// <summary>The stream counts among its backend's from here on.</summary>
    public void Come(ref StreamState s, BackendRuntime backend)
    {
        if (s.Has(StreamFlags.Counted))
        {
            return; // a further attempt
        }

        s.Flags |= StreamFlags.Counted;
        _worker.Tally.SessionCame(ref _worker.Tally.Backend(s.Backend));
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

    /// <summary>Counts a server as chosen, if it was: by the algorithm, not by a cookie.</summary>
    public void CountPick(in StreamState s, bool isChosen)
    {
        if (isChosen)
        {
            _worker.Tally.Backend(s.Backend).Picks++;
            _worker.Tally.Server(_worker.ServerOf(in s).Id).Picks++;
        }
    }

    /// <summary>The stream no longer has a place at its server: the next one may have it.</summary>
    public void GiveBack(ref StreamState s)
    {
        s.Flags &= ~StreamFlags.HoldsServer;
        ServerPlan server = _worker.ServerOf(in s);
        _worker.Tally.Server(server.Id).Current--;
        if (!s.Has(StreamFlags.HasPlace))
        {
            return;
        }

        s.Flags &= ~StreamFlags.HasPlace;
        _places.GiveBack(server.Id);
        int position = s.ServerIndex;
        BackendRuntime? backend = _worker.RuntimeOf(in s);
        if (s.BackendPlan != _worker.Newest.Number)
        {
            // Who waits goes by the newest plan, and so does who is given the place.
            backend = _newest.ServingNow(s.Backend, out _);
            position = backend?.PositionOf(server.Id) ?? -1;
        }

        if (position < 0)
        {
            return; // nobody can wait for it
        }

        Touch(backend!, server.Id);
        if (backend!.Limits.Any)
        {
            Offer(backend, position);
        }
    }

    /// <summary>The stream waits no longer: it was given up.</summary>
    public void Leave(int stream)
    {
        _lines.TakeOut(stream);
        BackendRuntime backend = _worker.RuntimeOf(in _worker.Streams[stream])!;
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
            _worker.Tally.Backend(s.Backend).Current--;
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

        TendLeft();
    }

    /// <summary>
    /// A new plan is at work: who has no server yet goes by it, each in the turn that it had before.
    /// </summary>
    /// <param name="before">The plan that was the newest until now.</param>
    public void Follow(PlanAtWork before)
    {
        _newest.Follow(before);
        foreach (BackendRuntime? backend in _worker.Newest.Backends)
        {
            if (backend is { AnyoneWaits: true })
            {
                Tend(backend); // there may be room where there was none, or no need to wait at all
            }
        }

        TendLeft();
    }

    /// <summary>A stream that has just lost its server finds its next one by the newest plan.</summary>
    public void FollowNewest(ref StreamState s) => _newest.Follow(ref s);

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

    private void TendLeft()
    {
        if (_newest.Left.Count > 0)
        {
            _newest.ForgetLeft();
            foreach ((_, BackendRuntime backend) in _newest.Left)
            {
                Tend(backend);
            }
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
        _lines.TakeOut(stream);
        NewestServers<TIo>.Unbind(ref s);
        s.ServerQueue = 0;
        s.ServerIndex = backend.Balance(_worker.Clients[s.Client].Peer, crowded, s.Key);
        if (s.ServerIndex >= 0 && s.ServerIndex != crowded && TryTake(ref s, backend))
        {
            CountPick(in s, true);
            return true;
        }

        s.ServerIndex = AnyServer;
        _lines.Join(stream);
        return false;
    }

    private bool TryTake(ref StreamState s, BackendRuntime backend)
    {
        if (backend.CountsPlaces)
        {
            int server = backend.IdOf(s.ServerIndex);
            bool isAwaited = backend.Limits.Any
                && _places.IsAwaited(s.Backend, server, backend.IsForAnyone(s.ServerIndex));
            if (isAwaited || !_places.TryTake(server, backend.Limits.Of(s.ServerIndex)))
            {
                return false;
            }

            Touch(backend, server);
            s.Flags |= StreamFlags.HasPlace;
        }

        Hold(ref s);
        return true;
    }

    private void Hold(ref StreamState s)
    {
        Must.Hold(!s.Has(StreamFlags.HoldsServer));
        s.Flags |= StreamFlags.HoldsServer;
        s.QueueDoneMs = s.QueueDoneMs < 0 ? _worker.Now.Ms : s.QueueDoneMs;
        _worker.Tally.SessionCame(ref _worker.Tally.Server(_worker.ServerOf(in s).Id));
    }

    private void Touch(BackendRuntime backend, int server)
    {
        if (backend.ReadsLoads)
        {
            _places.Touch(backend.Proxy.Id, server);
        }
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
                Grant(position, _lines.First(proxy, oldest.IsOwnQueue ? server : AnyServer));
            }
        }
    }

    private void Grant(int position, int stream)
    {
        Must.Hold(stream >= 0);
        _lines.TakeOut(stream);
        ref StreamState s = ref _worker.Streams[stream];
        s.ServerIndex = position;
        s.Flags |= StreamFlags.HasPlace;
        Hold(ref s);
        _granted.Put(_worker.Streams, stream);
    }

    /// <summary>
    /// Who waits for a server that has gone down waits for any, with <c>option redispatch</c>, and keeps its
    /// turn. Without, it waits for the server to come back.
    /// </summary>
    private void SendElsewhere(BackendRuntime backend, int position)
    {
        if (backend.MayServe(position) || backend.Proxy.Backend!.RedispatchEvery == 0)
        {
            return;
        }

        int stream;
        while ((stream = _lines.First(backend.Proxy.Id, backend.IdOf(position))) >= 0)
        {
            _lines.TakeOut(stream);
            ref StreamState s = ref _worker.Streams[stream];
            NewestServers<TIo>.Unbind(ref s);
            s.Flags |= StreamFlags.Redispatched;
            _worker.Tally.Backend(s.Backend).Redispatches++;
            _worker.Tally.Server(backend.IdOf(position)).Redispatches++;
            _lines.JoinAgain(stream);
        }
    }
}
