using System.Runtime.CompilerServices;
using System.Threading;
using Weir.Ground.Check;
using Weir.Model.Live;

namespace Weir.Model.Places;

/// <summary>The part of the board on which workers share what is limited.</summary>
/// <remarks>
/// <code>
/// all clients | keeper: wake line | proxies: backend, clients | servers
/// | worker 0: own line, wake line, shares | worker 1 ...
/// shares: one for all clients, then proxies by id, then servers by id
/// </code>
/// A word that everyone counts in is accompanied by each worker's part of it, so that a dead worker's part
/// can be taken out again. Both are changed within one move (<see cref="BeginMove"/>): whoever finds every
/// living worker between two moves knows the dead one's part for certain, wherever it was stopped.
/// </remarks>
public sealed unsafe class PlaceTable
{
    private const int Line = 64;

    /// <summary>Where the share for all clients is.</summary>
    private const int AllAt = 0;

    /// <summary>
    /// How often a snapshot is tried in one call, the processor being given away between two tries. A move
    /// takes nanoseconds; only one that another death has cut short never ends.
    /// </summary>
    private const int SnapshotTries = 100;

    private readonly BoardShape _shape;
    private readonly byte* _proxies;
    private readonly byte* _servers;
    private readonly byte* _workers;
    private readonly byte* _all;
    private readonly byte* _keeper;
    private readonly long _workerBytes;

    internal PlaceTable(byte* memory, in BoardShape shape)
    {
        Must.Hold(((nint)memory & (Line - 1)) == 0);
        Must.Hold(sizeof(ServerLoad) == Line && sizeof(BackendLoad) == Line && sizeof(ClientLoad) == Line);
        Must.Hold(shape.Workers <= 64); // ClientLoad has a bit for each
        _shape = shape;
        _all = memory;
        _keeper = memory + Line;
        _proxies = _keeper + Line;
        _servers = _proxies + (2L * shape.Proxies * Line);
        _workers = _servers + ((long)shape.Servers * Line);
        _workerBytes = WorkerBytes(shape);
        Used = shape;
    }

    public int Workers => _shape.Workers;

    /// <summary>See <see cref="Board.Used"/>.</summary>
    internal BoardShape Used { get; set; }

    /// <summary>Client connections of all proxies together.</summary>
    public ref ClientLoad AllClients => ref Unsafe.AsRef<ClientLoad>(_all);

    /// <summary>Bytes that a table of this shape needs.</summary>
    public static long SizeOf(in BoardShape shape) =>
        (2 * Line) + (((2L * shape.Proxies) + shape.Servers) * Line)
        + (shape.Workers * WorkerBytes(shape));

    public ref BackendLoad Backend(int proxy)
    {
        Must.Hold((uint)proxy < (uint)_shape.Proxies);
        return ref Unsafe.AsRef<BackendLoad>(_proxies + (2L * proxy * Line));
    }

    public ref ClientLoad Clients(int proxy)
    {
        Must.Hold((uint)proxy < (uint)_shape.Proxies);
        return ref Unsafe.AsRef<ClientLoad>(_proxies + (((2L * proxy) + 1) * Line));
    }

    public ref ServerLoad Server(int server)
    {
        Must.Hold((uint)server < (uint)_shape.Servers);
        return ref Unsafe.AsRef<ServerLoad>(_servers + ((long)server * Line));
    }

    public ref WorkerShare ServerShare(int worker, int server)
    {
        Must.Hold((uint)server < (uint)_shape.Servers);
        return ref ShareAt(worker, ServerAt(server));
    }

    public ref WorkerShare ProxyShare(int worker, int proxy)
    {
        Must.Hold((uint)proxy < (uint)_shape.Proxies);
        return ref ShareAt(worker, ProxyAt(proxy));
    }

    public ref WorkerShare ClientShare(int worker) => ref ShareAt(worker, AllAt);

    internal void ClearProxy(int proxy)
    {
        Backend(proxy) = default;
        Clients(proxy) = default;
        for (int worker = 0; worker < _shape.Workers; worker++)
        {
            ProxyShare(worker, proxy) = default;
        }
    }

    internal void ClearServer(int server)
    {
        Server(server) = default;
        for (int worker = 0; worker < _shape.Workers; worker++)
        {
            ServerShare(worker, server) = default;
        }
    }

    /// <summary>Before a worker changes a shared word and its part of it.</summary>
    internal void BeginMove(int worker)
    {
        ref uint moves = ref Own(worker).Moves;
        Must.Hold((moves & 1) == 0);
        Volatile.Write(ref moves, moves + 1); // the atomic change that follows keeps it before itself
    }

    internal void EndMove(int worker)
    {
        ref uint moves = ref Own(worker).Moves;
        Must.Hold((moves & 1) == 1);
        Volatile.Write(ref moves, moves + 1);
    }

    /// <param name="who">A worker, or the keeper: the number after the last worker's.</param>
    internal ref int Pending(int who) =>
        ref Unsafe.AsRef<WakeLine>(who == Workers ? _keeper : WorkerAt(who) + Line).Pending;

    /// <summary>
    /// Gives back all that dead workers held, to the last place. Called by the master, before successors run;
    /// whoever waits is to be woken after it. False: some other worker was in the middle of a move all the
    /// time, dead too perhaps. What could be settled is; the call is to be made again, with that one among
    /// the dead.
    /// </summary>
    /// <param name="dead">A bit for each.</param>
    public bool TryForget(ulong dead) => Settle(dead, byParts: false);

    /// <summary>
    /// The same in any case. A worker that died in the middle of a move left its own part smaller than what
    /// it had of the word, never larger (see <see cref="ServerPlaces"/>): where no count succeeds, its part
    /// is what is given back; a place may be lost so, and no limit is broken.
    /// </summary>
    public void Forget(ulong dead) => Settle(dead, byParts: true);

    private bool Settle(ulong dead, bool byParts)
    {
        for (int server = 0; server < Used.Servers; server++)
        {
            int share = ServerAt(server);
            ref ServerLoad load = ref Server(server);
            if (!Settle(dead, share, ref load.Held, ShareField.Held, byParts)
                || !Settle(dead, share, ref load.Waiting, ShareField.Length, byParts))
            {
                return false;
            }
        }

        for (int proxy = 0; proxy < Used.Proxies; proxy++)
        {
            int share = ProxyAt(proxy);
            ref BackendLoad load = ref Backend(proxy);
            ref ClientLoad clients = ref Clients(proxy);
            if (!Settle(dead, share, ref load.Waiting, ShareField.Length, byParts)
                || !Settle(dead, share, ref load.Sessions, ShareField.Sessions, byParts)
                || !Settle(dead, share, ref clients.Held, ShareField.Held, byParts))
            {
                return false;
            }

            Interlocked.And(ref clients.Wanting, ~dead);
        }

        if (!Settle(dead, AllAt, ref AllClients.Held, ShareField.Held, byParts))
        {
            return false;
        }

        Interlocked.And(ref AllClients.Wanting, ~dead);
        Clear(dead);
        return true;
    }

    /// <summary>Takes out of a shared word what is no living worker's.</summary>
    private bool Settle(ulong dead, int share, ref int shared, ShareField field, bool byParts)
    {
        int lost = 0;
        bool isCounted = Volatile.Read(ref shared) == 0;
        for (int tries = 0; tries < SnapshotTries && !isCounted; tries++)
        {
            isCounted = TryCount(dead, share, ref shared, field, out lost);
            if (!isCounted)
            {
                Thread.Yield();
            }
        }

        if (!isCounted && !byParts)
        {
            return false;
        }

        int parts = TakeParts(dead, share, field);
        Interlocked.Add(ref shared, -(isCounted ? lost : parts));
        return true;
    }

    /// <summary>What the dead knew to be theirs; from now on it is nobody's.</summary>
    private int TakeParts(ulong dead, int share, ShareField field)
    {
        int sum = 0;
        for (int worker = 0; worker < _shape.Workers; worker++)
        {
            if (IsIn(dead, worker))
            {
                ref int part = ref FieldOf(ref ShareAt(worker, share), field);
                sum += Volatile.Read(ref part);
                Volatile.Write(ref part, 0);
            }
        }

        return sum;
    }

    private void Clear(ulong dead)
    {
        for (int worker = 0; worker < _shape.Workers; worker++)
        {
            if (IsIn(dead, worker))
            {
                ClearShares(worker);
                Own(worker) = default;
                Volatile.Write(ref Pending(worker), 0);
            }
        }
    }

    private void ClearShares(int worker)
    {
        ShareAt(worker, AllAt) = default;
        for (int proxy = 0; proxy < Used.Proxies; proxy++)
        {
            ShareAt(worker, ProxyAt(proxy)) = default;
        }

        for (int server = 0; server < Used.Servers; server++)
        {
            ShareAt(worker, ServerAt(server)) = default;
        }
    }

    /// <summary>What of a word is none of the living's, if nobody moved while it was counted.</summary>
    private bool TryCount(ulong dead, int share, ref int shared, ShareField field, out int lost)
    {
        lost = 0;
        uint before = MovesOfOthers(dead, out bool isQuiet);
        if (!isQuiet)
        {
            return false;
        }

        int sum = 0;
        for (int worker = 0; worker < _shape.Workers; worker++)
        {
            sum += IsIn(dead, worker) ? 0 : Volatile.Read(ref FieldOf(ref ShareAt(worker, share), field));
        }

        lost = Volatile.Read(ref shared) - sum;
        Interlocked.MemoryBarrier();
        return MovesOfOthers(dead, out isQuiet) == before && isQuiet;
    }

    private uint MovesOfOthers(ulong dead, out bool isQuiet)
    {
        uint sum = 0;
        isQuiet = true;
        for (int worker = 0; worker < _shape.Workers; worker++)
        {
            uint moves = IsIn(dead, worker) ? 0 : Volatile.Read(ref Own(worker).Moves);
            isQuiet &= (moves & 1) == 0;
            sum += moves; // each only grows, so an equal sum means that none has
        }

        return sum;
    }

    private static bool IsIn(ulong dead, int worker) => ((dead >> worker) & 1) != 0;

    private static ref int FieldOf(ref WorkerShare share, ShareField field)
    {
        switch (field)
        {
            case ShareField.Held:
                return ref share.Held;
            case ShareField.Length:
                return ref share.Length;
            default:
                return ref share.Sessions;
        }
    }

    private static int ProxyAt(int proxy) => AllAt + 1 + proxy;

    private int ServerAt(int server) => AllAt + 1 + _shape.Proxies + server;

    private static long WorkerBytes(in BoardShape shape) =>
        (2 * Line) + RoundUp(((long)shape.Servers + shape.Proxies + 1) * sizeof(WorkerShare));

    private static long RoundUp(long bytes) => (bytes + Line - 1) / Line * Line;

    private ref WorkerLine Own(int worker) => ref Unsafe.AsRef<WorkerLine>(WorkerAt(worker));

    private ref WorkerShare ShareAt(int worker, int share) =>
        ref Unsafe.AsRef<WorkerShare>(WorkerAt(worker) + (2 * Line) + ((long)share * sizeof(WorkerShare)));

    private byte* WorkerAt(int worker)
    {
        Must.Hold((uint)worker < (uint)_shape.Workers);
        return _workers + (worker * _workerBytes);
    }

    private enum ShareField
    {
        Held,
        Length,
        Sessions,
    }
}
