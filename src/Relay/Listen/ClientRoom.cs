using Weir.Ground.Time;
using Weir.Kernel.Io;
using Weir.Model.Places;
using Weir.Model.Plan;
using Weir.Relay.Stream;

namespace Weir.Relay.Listen;

/// <summary>
/// Room for client connections: as many as the proxy's <c>maxconn</c> and the box's allow over all workers. A
/// worker that finds none waits for its turn; whoever makes room, or cannot use its own, tells the next one.
/// </summary>
internal sealed class ClientRoom<TIo>
    where TIo : struct, IIoBackend
{
    private const int Box = -1;

    private readonly WorkerState<TIo> _worker;
    private readonly ClientPlaces _places;

    public ClientRoom(WorkerState<TIo> worker)
    {
        _worker = worker;
        _places = new ClientPlaces(worker.Board, worker.Setup.WorkerId);
    }

    /// <summary>
    /// When somebody may come again who would have been too many in a second: nobody else will tell.
    /// </summary>
    public Instant RetryAt { get; set; } = Instant.Never;

    /// <summary>
    /// Takes room for one more client, before it is accepted. Without any we are in turn for the next.
    /// </summary>
    /// <param name="frontend">Whose client it would be.</param>
    /// <param name="isTurn">We were told of the room: others that want it have theirs later.</param>
    public bool TryEnter(ProxyPlan frontend, bool isTurn)
    {
        int perSecond = frontend.Frontend!.SessionsPerSecond;
        if (perSecond > 0 && !_places.TryArrive(frontend.Id, perSecond, _worker.Now.Ms))
        {
            Instant next = _worker.Now.After(1 + (1000 / perSecond));
            RetryAt = RetryAt < next ? RetryAt : next;
            return false;
        }

        bool enters = TryFind(frontend, isTurn);
        if (perSecond > 0 && !enters)
        {
            _places.TakeBackArrival(frontend.Id);
        }

        return enters;
    }

    /// <summary>Who was let in is not there.</summary>
    public void TakeBack(ProxyPlan frontend)
    {
        if (frontend.Frontend!.SessionsPerSecond > 0)
        {
            _places.TakeBackArrival(frontend.Id);
        }

        Leave(frontend);
    }

    /// <summary>A client has left.</summary>
    public void Leave(ProxyPlan frontend)
    {
        if (frontend.Frontend!.MaxConn > 0)
        {
            Tell(_places.GiveBack(frontend.Id));
        }

        if (_worker.Newest.BoxMax > 0)
        {
            Tell(_places.GiveBack(Box));
        }
    }

    /// <summary>
    /// Clients of one proxy are another's from now on, or the same one's by another plan: each is counted
    /// where there is a limit, and given back where there is none any more.
    /// </summary>
    public void Move(ProxyPlan from, ProxyPlan to, int clients)
    {
        bool wasCounted = from.Frontend!.MaxConn > 0;
        bool isCounted = to.Frontend!.MaxConn > 0;
        if (from.Id == to.Id && wasCounted == isCounted)
        {
            return;
        }

        if (isCounted)
        {
            _places.Take(to.Id, clients);
        }

        for (int left = wasCounted ? clients : 0; left > 0; left--)
        {
            Tell(_places.GiveBack(from.Id));
        }
    }

    /// <summary>We look again: until we find none once more, we are in nobody's way.</summary>
    public void WantNoMore(ProxyPlan frontend)
    {
        _places.WantNoMore(frontend.Id);
        _places.WantNoMore(Box);
    }

    /// <summary>What we were told of and did not use is for the next one.</summary>
    public void PassOn(ProxyPlan frontend)
    {
        PassOn(frontend.Id, frontend.Frontend!.MaxConn);
        PassOn(Box, _worker.Newest.BoxMax);
    }

    private bool TryFind(ProxyPlan frontend, bool isTurn)
    {
        int most = frontend.Frontend!.MaxConn;
        if (most > 0 && !TryTake(frontend.Id, most, isTurn))
        {
            return false;
        }

        if (_worker.Newest.BoxMax == 0 || TryTake(Box, _worker.Newest.BoxMax, isTurn))
        {
            return true;
        }

        if (most > 0)
        {
            Tell(_places.GiveBack(frontend.Id));
        }

        return false;
    }

    private void PassOn(int proxy, int limit)
    {
        if (limit > 0 && _places.HasRoom(proxy, limit))
        {
            Tell(_places.NextWanting(proxy));
        }
    }

    private bool TryTake(int proxy, int limit, bool isTurn)
    {
        if ((isTurn || !_places.OthersWant(proxy)) && _places.TryTake(proxy, limit))
        {
            return true;
        }

        _places.Want(proxy);
        if (!_places.HasRoom(proxy, limit))
        {
            return false;
        }

        // Made before anyone could know that we want it, so nobody was told.
        int next = _places.NextWanting(proxy);
        if (next != _worker.Setup.WorkerId || !_places.TryTake(proxy, limit))
        {
            Tell(next);
            return false;
        }

        // We may have been told of more room in between, and of that nobody else was.
        _places.WantNoMore(proxy);
        PassOn(proxy, limit);
        return true;
    }

    private void Tell(int worker)
    {
        if (worker == _worker.Setup.WorkerId)
        {
            _worker.HasRoomTurn = true; // seen at the end of the turn
        }
        else
        {
            _worker.Call(worker);
        }
    }
}
