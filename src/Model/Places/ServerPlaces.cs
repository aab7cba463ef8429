using System.Threading;
using Weir.Ground.Check;
using Weir.Model.Live;

namespace Weir.Model.Places;

/// <summary>
/// One worker's hand in the places of all servers. Taking writes the shared word first and the worker's part
/// after it, giving back the other way round: a death in between can lose a place for a moment, and never
/// lets one too many in.
/// </summary>
public sealed class ServerPlaces
{
    private readonly PlaceTable _table;
    private readonly int _worker;

    public ServerPlaces(Board board, int worker)
    {
        _table = board.Places;
        _worker = worker;
    }

    /// <summary>Takes a place if fewer than <paramref name="limit"/> are held.</summary>
    public bool TryTake(int server, int limit)
    {
        ref ServerLoad load = ref _table.Server(server);
        _table.BeginMove(_worker);
        bool taken = TryCountUp(ref load.Held, limit);
        if (taken)
        {
            Add(ref _table.ServerShare(_worker, server).Held, 1);
        }

        _table.EndMove(_worker);
        return taken;
    }

    /// <summary>Takes a place whatever is held: for a request that is there already.</summary>
    public void Take(int server)
    {
        _table.BeginMove(_worker);
        Interlocked.Increment(ref _table.Server(server).Held);
        Add(ref _table.ServerShare(_worker, server).Held, 1);
        _table.EndMove(_worker);
    }

    public void GiveBack(int server)
    {
        ref WorkerShare share = ref _table.ServerShare(_worker, server);
        Must.Hold(share.Held > 0);
        _table.BeginMove(_worker);
        Add(ref share.Held, -1);
        int left = Interlocked.Decrement(ref _table.Server(server).Held);
        _table.EndMove(_worker);
        Must.Hold(left >= 0);
    }

    /// <summary>
    /// Notes that a server's load has changed, for algorithms that break ties by who was changed longest ago.
    /// </summary>
    public void Touch(int proxy, int server) => Volatile.Write(
        ref _table.Server(server).TouchedAt, Interlocked.Increment(ref _table.Backend(proxy).Touches));

    /// <summary>A request has come to a backend whose limits follow its load.</summary>
    public void Come(int proxy) => Count(
        ref _table.Backend(proxy).Sessions, ref _table.ProxyShare(_worker, proxy).Sessions, 1);

    /// <summary>It has left.</summary>
    public void Go(int proxy) => Count(
        ref _table.Backend(proxy).Sessions, ref _table.ProxyShare(_worker, proxy).Sessions, -1);

    /// <summary>
    /// A waiter joins a queue: for <paramref name="server"/>, or for any (-1). Its head is to be published by
    /// <see cref="Publish"/> next.
    /// </summary>
    /// <param name="proxy">The backend.</param>
    /// <param name="server">A server's id, or -1.</param>
    /// <param name="arrival">Its number; 0: it is given one.</param>
    /// <returns>How many wait there now, this one included: its place in the queue.</returns>
    public int Join(int proxy, int server, ref ulong arrival)
    {
        ref WorkerShare share = ref ShareOf(proxy, server);
        int position = Count(ref WaitingAt(proxy, server), ref share.Length, 1);
        if (arrival != 0)
        {
            return position;
        }

        ref ulong arrivals = ref _table.Backend(proxy).Arrivals;
        if (share.Head == 0)
        {
            // Seen before the number is taken: nobody who comes later can overtake us in between.
            Volatile.Write(ref share.Head, Volatile.Read(ref arrivals) + 1);
        }

        arrival = Interlocked.Increment(ref arrivals);
        return position;
    }

    /// <summary>A waiter leaves a queue, served or not. The new head is to be published next.</summary>
    public void Leave(int proxy, int server) =>
        Count(ref WaitingAt(proxy, server), ref ShareOf(proxy, server).Length, -1);

    /// <summary>
    /// Tells the number of our oldest waiter in a queue; 0: none. Whoever looks for the oldest after this
    /// call sees it.
    /// </summary>
    public void Publish(int proxy, int server, ulong head)
    {
        ref WorkerShare share = ref ShareOf(proxy, server);
        Must.Hold((share.Length == 0) == (head == 0));
        Volatile.Write(ref share.Head, head);
        Interlocked.MemoryBarrier();
    }

    /// <summary>Whether a place of this server belongs to somebody who waits.</summary>
    public bool IsAwaited(int proxy, int server, bool takesAny) =>
        Volatile.Read(ref _table.Server(server).Waiting) > 0
        || (takesAny && Volatile.Read(ref _table.Backend(proxy).Waiting) > 0);

    /// <summary>Whose waiter is to have the next place of a server.</summary>
    /// <param name="proxy">The backend.</param>
    /// <param name="server">Its id.</param>
    /// <param name="takesOwn">Those that wait for this server may have it.</param>
    /// <param name="takesAny">Those that wait for any server may have it.</param>
    public Oldest FindOldest(int proxy, int server, bool takesOwn, bool takesAny)
    {
        ulong least = ulong.MaxValue;
        Oldest oldest = new(-1, false);
        for (int worker = 0; worker < _table.Workers; worker++)
        {
            ulong own = takesOwn ? Volatile.Read(ref _table.ServerShare(worker, server).Head) : 0;
            if (own != 0 && own < least)
            {
                least = own;
                oldest = new Oldest(worker, true);
            }

            ulong any = takesAny ? Volatile.Read(ref _table.ProxyShare(worker, proxy).Head) : 0;
            if (any != 0 && any < least)
            {
                least = any;
                oldest = new Oldest(worker, false);
            }
        }

        return oldest;
    }

    internal static bool TryCountUp(ref int word, int limit)
    {
        int held = Volatile.Read(ref word);
        while (held < limit)
        {
            int found = Interlocked.CompareExchange(ref word, held + 1, held);
            if (found == held)
            {
                return true;
            }

            held = found; // somebody else was faster, so the whole goes on
        }

        return false;
    }

    internal static void Add(ref int own, int count) => Volatile.Write(ref own, own + count);

    private int Count(ref int shared, ref int own, int count)
    {
        _table.BeginMove(_worker);
        if (count < 0)
        {
            Add(ref own, count);
        }

        int now = Interlocked.Add(ref shared, count);
        if (count > 0)
        {
            Add(ref own, count);
        }

        _table.EndMove(_worker);
        Must.Hold(now >= 0);
        return now;
    }

    private ref int WaitingAt(int proxy, int server)
    {
        if (server >= 0)
        {
            return ref _table.Server(server).Waiting;
        }

        return ref _table.Backend(proxy).Waiting;
    }

    private ref WorkerShare ShareOf(int proxy, int server)
    {
        if (server >= 0)
        {
            return ref _table.ServerShare(_worker, server);
        }

        return ref _table.ProxyShare(_worker, proxy);
    }
}
