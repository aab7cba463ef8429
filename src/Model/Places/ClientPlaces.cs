using System.Numerics;
using System.Threading;
using Weir.Model.Live;

namespace Weir.Model.Places;

/// <summary>
/// One worker's hand in the client connections that a proxy, or the whole box, may hold. Who finds no room
/// says so and is woken in turn by whoever makes some.
/// </summary>
public sealed class ClientPlaces
{
    private readonly PlaceTable _table;
    private readonly int _worker;

    public ClientPlaces(Board board, int worker)
    {
        _table = board.Places;
        _worker = worker;
    }

    /// <summary>Room for one more client of a proxy; -1: of the box. Before it is accepted.</summary>
    public bool TryTake(int proxy, int limit)
    {
        ref ClientLoad load = ref LoadOf(proxy);
        _table.BeginMove(_worker);
        bool taken = ServerPlaces.TryCountUp(ref load.Held, limit);
        if (taken)
        {
            ServerPlaces.Add(ref ShareOf(proxy).Held, 1);
        }

        _table.EndMove(_worker);
        return taken;
    }

    /// <summary>Takes room whatever is held: for clients that are there already.</summary>
    public void Take(int proxy, int clients)
    {
        _table.BeginMove(_worker);
        Interlocked.Add(ref LoadOf(proxy).Held, clients);
        ServerPlaces.Add(ref ShareOf(proxy).Held, clients);
        _table.EndMove(_worker);
    }

    /// <summary>Gives it back. Returns the worker to wake, or -1.</summary>
    public int GiveBack(int proxy)
    {
        ref ClientLoad load = ref LoadOf(proxy);
        _table.BeginMove(_worker);
        ServerPlaces.Add(ref ShareOf(proxy).Held, -1);
        Interlocked.Decrement(ref load.Held); // a full fence: who says now that it wants room has seen this
        _table.EndMove(_worker);
        return NextWanting(proxy);
    }

    /// <summary>Counts a client of a proxy, before it is accepted; false: too many have come.</summary>
    public bool TryArrive(int proxy, int perSecond, long nowMs) =>
        ArrivalRate.TryCount(ref LoadOf(proxy).Arrivals, perSecond, nowMs);

    /// <summary>The last one did not come.</summary>
    public void TakeBackArrival(int proxy) => ArrivalRate.TakeBack(ref LoadOf(proxy).Arrivals);

    /// <summary>
    /// Says that clients wait for room here. Room that was made before is to be looked for once more after
    /// this, for nobody will tell of it.
    /// </summary>
    public void Want(int proxy) => Interlocked.Or(ref LoadOf(proxy).Wanting, 1ul << _worker);

    /// <summary>Somebody else's clients wait for room: theirs is the next.</summary>
    public bool OthersWant(int proxy) =>
        (Volatile.Read(ref LoadOf(proxy).Wanting) & ~(1ul << _worker)) != 0;

    public bool HasRoom(int proxy, int limit) => Volatile.Read(ref LoadOf(proxy).Held) < limit;

    public void WantNoMore(int proxy)
    {
        ref ulong wanting = ref LoadOf(proxy).Wanting;
        if ((Volatile.Read(ref wanting) & (1ul << _worker)) != 0)
        {
            Interlocked.And(ref wanting, ~(1ul << _worker));
        }
    }

    /// <summary>Whose turn it is to get room: the next after who had it last; -1: nobody wants any.</summary>
    public int NextWanting(int proxy)
    {
        ref ClientLoad load = ref LoadOf(proxy);
        ulong wanting = Volatile.Read(ref load.Wanting);
        if (wanting == 0)
        {
            return -1;
        }

        int after = Volatile.Read(ref load.LastWoken) + 1;
        ulong turned = BitOperations.RotateRight(wanting, after & 63);
        int next = (after + BitOperations.TrailingZeroCount(turned)) & 63;
        Volatile.Write(ref load.LastWoken, next);
        return next;
    }

    private ref ClientLoad LoadOf(int proxy)
    {
        if (proxy >= 0)
        {
            return ref _table.Clients(proxy);
        }

        return ref _table.AllClients;
    }

    private ref WorkerShare ShareOf(int proxy)
    {
        if (proxy >= 0)
        {
            return ref _table.ProxyShare(_worker, proxy);
        }

        return ref _table.ClientShare(_worker);
    }
}
