using System.Runtime.CompilerServices;
using System.Threading;
using Weir.Ground.Check;
using Weir.Model.Live;

namespace Weir.Model.Places;

/// <summary>The part of the board on which workers share what is limited.</summary>
/// <remarks>
/// <code>
/// all clients | proxies: backend, clients | servers | worker 0: own line, wake line, shares | worker 1 ...
/// shares: servers by id, then proxies by id, then one for all clients
/// </code>
/// A word that everyone counts in is accompanied by each worker's part of it, so that a dead worker's part
/// can be taken out again. Both are changed within one move (<see cref="BeginMove"/>): whoever finds every
/// living worker between two moves knows the dead one's part for certain, wherever it was stopped.
/// </remarks>
public sealed unsafe class PlaceTable
{
    private const int Line = 64;

    /// <summary>
    /// How often a snapshot is tried, the processor being given away between two tries. A move takes
    /// nanoseconds; only one that another death has cut short never ends.
    /// </summary>
    private const int SnapshotTries = 20_000;

    private readonly BoardShape _shape;
    private readonly byte* _proxies;
    private readonly byte* _servers;
    private readonly byte* _workers;
    private readonly byte* _all;
    private readonly long _workerBytes;

    internal PlaceTable(byte* memory, in BoardShape shape)
    {
        Must.Hold(((nint)memory & (Line - 1)) == 0);
        Must.Hold(sizeof(ServerLoad) == Line && sizeof(BackendLoad) == Line && sizeof(ClientLoad) == Line);
        Must.Hold(shape.Workers <= 64); // ClientLoad has a bit for each
        _shape = shape;
        _all = memory;
        _proxies = memory + Line;
        _servers = _proxies + (2L * shape.Proxies * Line);
        _workers = _servers + ((long)shape.Servers * Line);
        _workerBytes = WorkerBytes(shape);
    }

    public int Workers => _shape.Workers;

    /// <summary>Client connections of all proxies together.</summary>
    public ref ClientLoad AllClients => ref Unsafe.AsRef<ClientLoad>(_all);

    /// <summary>Bytes that a table of this shape needs.</summary>
    public static long SizeOf(in BoardShape shape) =>
        Line + (((2L * shape.Proxies) + shape.Servers) * Line) + (shape.Workers * WorkerBytes(shape));

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
        return ref ShareAt(worker, server);
    }

    public ref WorkerShare ProxyShare(int worker, int proxy)
    {
        Must.Hold((uint)proxy < (uint)_shape.Proxies);
        return ref ShareAt(worker, _shape.Servers + proxy);
    }

    public ref WorkerShare ClientShare(int worker) => ref ShareAt(worker, _shape.Servers + _shape.Proxies);

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

    internal ref int Pending(int worker) =>
        ref Unsafe.AsRef<WakeLine>(WorkerAt(worker) + Line).Pending;

    /// <summary>
    /// Gives back all that a dead worker held, to the last place. Called by the master, before a successor
    /// runs; whoever waits is to be woken after it.
    /// </summary>
    public void Forget(int worker)
    {
        for (int server = 0; server < _shape.Servers; server++)
        {
            ref ServerLoad load = ref Server(server);
            Settle(worker, server, ref load.Held, ShareField.Held);
            Settle(worker, server, ref load.Waiting, ShareField.Length);
        }

        for (int proxy = 0; proxy < _shape.Proxies; proxy++)
        {
            int share = _shape.Servers + proxy;
            ref BackendLoad load = ref Backend(proxy);
            Settle(worker, share, ref load.Waiting, ShareField.Length);
            Settle(worker, share, ref load.Sessions, ShareField.Sessions);
            ref ClientLoad clients = ref Clients(proxy);
            Settle(worker, share, ref clients.Held, ShareField.Held);
            Interlocked.And(ref clients.Wanting, ~(1ul << worker));
        }

        Settle(worker, _shape.Servers + _shape.Proxies, ref AllClients.Held, ShareField.Held);
        Interlocked.And(ref AllClients.Wanting, ~(1ul << worker));
        for (int share = 0; share <= _shape.Servers + _shape.Proxies; share++)
        {
            ShareAt(worker, share) = default;
        }

        Own(worker) = default;
        Volatile.Write(ref Pending(worker), 0);
    }

    /// <summary>
    /// Takes out of a shared word what is no living worker's. A worker that died in the middle of a move left
    /// its own part smaller than what it had of the word, never larger (see <see cref="ServerPlaces"/>):
    /// should no snapshot succeed, a place is lost, and no limit is broken.
    /// </summary>
    private void Settle(int worker, int share, ref int shared, ShareField field)
    {
        if (Volatile.Read(ref shared) == 0)
        {
            return;
        }

        int lost = FieldOf(ref ShareAt(worker, share), field);
        for (int tries = 0; tries < SnapshotTries; tries++)
        {
            if (TryCount(worker, share, ref shared, field, out int seen))
            {
                lost = seen;
                break;
            }

            Thread.Yield();
        }

        Interlocked.Add(ref shared, -lost);
    }

    /// <summary>What of a word is none of the others', if nobody moved while it was counted.</summary>
    private bool TryCount(int dead, int share, ref int shared, ShareField field, out int lost)
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
            sum += worker == dead ? 0 : FieldOf(ref ShareAt(worker, share), field);
        }

        lost = Volatile.Read(ref shared) - sum;
        Interlocked.MemoryBarrier();
        return MovesOfOthers(dead, out isQuiet) == before && isQuiet;
    }

    private uint MovesOfOthers(int dead, out bool isQuiet)
    {
        uint sum = 0;
        isQuiet = true;
        for (int worker = 0; worker < _shape.Workers; worker++)
        {
            uint moves = worker == dead ? 0 : Volatile.Read(ref Own(worker).Moves);
            isQuiet &= (moves & 1) == 0;
            sum += moves; // each only grows, so an equal sum means that none has
        }

        return sum;
    }

    private static int FieldOf(ref WorkerShare share, ShareField field) => field switch
    {
        ShareField.Held => Volatile.Read(ref share.Held),
        ShareField.Length => Volatile.Read(ref share.Length),
        _ => Volatile.Read(ref share.Sessions),
    };

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
