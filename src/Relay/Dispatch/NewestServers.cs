using System.Collections.Generic;
using Weir.Ground.Check;
using Weir.Kernel.Io;
using Weir.Model.Places;
using Weir.Relay.Plans;
using Weir.Relay.Stream;

namespace Weir.Relay.Dispatch;

/// <summary>
/// What a new plan means for streams that are there already. Who is at a server stays there, by the plan that
/// led it there. Who has none yet, waiting for one or not, finds its own by the newest plan.
/// </summary>
internal sealed class NewestServers<TIo>
    where TIo : struct, IIoBackend
{
    private readonly WorkerState<TIo> _worker;
    private readonly WaitingLines<TIo> _lines;
    private readonly ServerPlaces _places;
    private readonly List<(PlanAtWork Plan, BackendRuntime Backend)> _left = [];

    public NewestServers(WorkerState<TIo> worker, WaitingLines<TIo> lines)
    {
        _worker = worker;
        _lines = lines;
        _places = worker.Places;
    }

    /// <summary>
    /// Backends that the newest plan has no longer, while somebody waits for a server there, each by the last
    /// plan that had it.
    /// </summary>
    public IReadOnlyList<(PlanAtWork Plan, BackendRuntime Backend)> Left => _left;

    /// <summary>By which plan a backend's servers give places; null: nobody can wait there.</summary>
    public BackendRuntime? ServingNow(int proxy, out PlanAtWork plan)
    {
        plan = _worker.Newest;
        if (plan.BackendOf(proxy) is { } backend)
        {
            return backend;
        }

        foreach ((PlanAtWork Plan, BackendRuntime Backend) left in _left)
        {
            if (left.Backend.Proxy.Id == proxy && _worker.Plans.Has(left.Plan))
            {
                plan = left.Plan;
                return left.Backend;
            }
        }

        return null;
    }

    /// <summary>A new plan is at work, and was not before.</summary>
    public void Follow(PlanAtWork before)
    {
        _lines.Grow(_worker.Newest.Plan);
        ForgetLeft();
        foreach (BackendRuntime? backend in before.Backends)
        {
            if (backend is { AnyoneWaits: true } && _worker.Newest.BackendOf(backend.Proxy.Id) is null)
            {
                Keep(before, backend);
            }
        }

        for (int stream = 0; stream < _worker.Streams.Most; stream++)
        {
            ref StreamState s = ref _worker.Streams[stream];
            if (s.Step is not (StreamStep.Free or StreamStep.Flush) && s.Backend >= 0)
            {
                Follow(stream, ref s);
            }
        }
    }

    /// <summary>Somebody waits, or is about to, in a backend that the newest plan has no longer.</summary>
    public void Keep(PlanAtWork plan, BackendRuntime backend)
    {
        if (ServingNow(backend.Proxy.Id, out _) is null && _worker.Plans.Has(plan))
        {
            _left.Add((plan, backend));
        }
    }

    /// <summary>Those where nobody waits any more, and those that are there again.</summary>
    public void ForgetLeft() => _left.RemoveAll(one =>
        !one.Backend.AnyoneWaits || !_worker.Plans.Has(one.Plan)
        || _worker.Newest.BackendOf(one.Backend.Proxy.Id) is not null);

    /// <summary>
    /// A stream that has no server, and waits for none, finds its next one in the newest plan. One whose
    /// backend that plan has no longer goes by the same plan as those who wait there, or by its own.
    /// </summary>
    public void Follow(ref StreamState s)
    {
        Must.Hold(!s.Has(StreamFlags.HoldsServer | StreamFlags.Queued));
        if (ServingNow(s.Backend, out PlanAtWork plan) is not BackendRuntime backend
            || s.BackendPlan == plan.Number)
        {
            return;
        }

        int position = PositionIn(backend, in s);
        if (s.ServerIndex >= 0 && position < 0)
        {
            Unbind(ref s); // its server is no longer there
        }

        Move(ref s, plan, backend);
        s.ServerIndex = position;
    }

    /// <summary>From here on any server will do.</summary>
    public static void Unbind(ref StreamState s)
    {
        s.RequestCookie = s.RequestCookie == 'V' ? (byte)'D' : s.RequestCookie;
        s.Flags &= ~(StreamFlags.Bound | StreamFlags.CookieIsRight);
        s.ServerIndex = -1;
    }

    private void Follow(int stream, ref StreamState s)
    {
        if (s.Has(StreamFlags.HoldsServer))
        {
            CountPlace(ref s);
        }
        else if (s.Has(StreamFlags.Queued))
        {
            FollowInLine(stream, ref s);
        }
        else
        {
            Follow(ref s);
        }
    }

    /// <summary>It stays where it is, and has a place there from the moment on that places count.</summary>
    private void CountPlace(ref StreamState s)
    {
        if (s.Has(StreamFlags.HasPlace)
            || _worker.Newest.BackendOf(s.Backend) is not { CountsPlaces: true } backend
            || PositionIn(backend, in s) < 0)
        {
            return;
        }

        _places.Take(_worker.ServerOf(in s).Id);
        s.Flags |= StreamFlags.HasPlace;
    }

    private void FollowInLine(int stream, ref StreamState s)
    {
        if (_worker.Newest.BackendOf(s.Backend) is not BackendRuntime backend)
        {
            return;
        }

        int position = PositionIn(backend, in s);
        if (s.ServerIndex < 0 || position >= 0)
        {
            Move(ref s, _worker.Newest, backend);
            s.ServerIndex = position; // the same server, and so the same line
            return;
        }

        _lines.TakeOut(stream);
        Unbind(ref s);
        Move(ref s, _worker.Newest, backend);
        _lines.JoinAgain(stream);
    }

    /// <summary>Where its server is in the newest plan; below 0: nowhere, or it is bound to none.</summary>
    private int PositionIn(BackendRuntime backend, in StreamState s) =>
        s.ServerIndex < 0 ? s.ServerIndex : backend.PositionOf(_worker.ServerOf(in s).Id);

    /// <summary>From its plan's backend to the same one of another plan.</summary>
    private void Move(ref StreamState s, PlanAtWork plan, BackendRuntime to)
    {
        bool isPresent = s.Has(StreamFlags.Counted);
        bool wasCounted = isPresent && _worker.RuntimeOf(in s) is { Limits.FollowLoad: true };
        bool isCounted = isPresent && to.Limits.FollowLoad;
        if (isCounted && !wasCounted)
        {
            _places.Come(s.Backend);
        }
        else if (wasCounted && !isCounted)
        {
            _places.Go(s.Backend);
        }

        _worker.Plans.MoveBackend(ref s, plan);
    }
}
