using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using Weir.Ground.Check;
using Weir.Model.Places;

namespace Weir.Model.Live;

/// <summary>How large a board is: numbers of proxies and servers are below what it says.</summary>
public readonly record struct BoardShape(int Workers, int Proxies, int Servers);

/// <summary>
/// The truth that all processes share: one mapping of fixed records, found by the ids of the plan.
/// </summary>
/// <remarks>
/// <code>
/// header | proxies (64 B each) | backends (64 B each) | servers (64 B each) | their errors (64 B each)
/// | worker 0: line, proxies' counters, servers' counters | worker 1 ... | places
/// </code>
/// A worker writes only its own part and, by atomic addition, a backend's ticket. The keeper writes servers'
/// health and moves the backend's version after it. Counters are summed by whoever reads them, so nobody
/// contends for them. What a limit counts is shared by all, in words of its own (<see cref="PlaceTable"/>).
/// </remarks>
public sealed unsafe class Board
{
    private const ulong Magic = 0x3130_6472_6f62_7277; // "wrbord01"
    private const int Line = 64;

    private readonly byte* _memory;
    private readonly BoardShape _shape;
    private readonly byte* _proxies;
    private readonly byte* _backends;
    private readonly byte* _servers;
    private readonly byte* _errors;
    private readonly byte* _workers;
    private readonly long _workerBytes;

    /// <summary>
    /// Lays a board over <paramref name="memory"/>, zeroed and at least <see cref="SizeOf"/> bytes long; a
    /// board already there keeps its content.
    /// </summary>
    public Board(byte* memory, in BoardShape shape)
    {
        Must.Hold(((nint)memory & (Line - 1)) == 0);
        Must.Hold(sizeof(ProxyRecord) == Line && sizeof(BackendRecord) == Line);
        Must.Hold(sizeof(ServerRecord) == Line && sizeof(WorkerRecord) == Line);
        Must.Hold(sizeof(ObservedErrors) == Line);
        _memory = memory;
        _shape = shape;
        _proxies = memory + Line;
        _backends = _proxies + ((long)shape.Proxies * Line);
        _servers = _backends + ((long)shape.Proxies * Line);
        _errors = _servers + ((long)shape.Servers * Line);
        _workers = _errors + ((long)shape.Servers * Line);
        _workerBytes = WorkerBytes(shape);
        Places = new PlaceTable(memory + RecordBytes(shape), shape);
        Used = shape;
        ref ulong magic = ref Unsafe.AsRef<ulong>(memory);
        Must.Hold(magic == 0 || magic == Magic);
        magic = Magic;
    }

    public BoardShape Shape => _shape;

    /// <summary>
    /// How much of it has ever been used, as far as this process knows: whatever walks over all records ends
    /// there, and pages behind it are never touched.
    /// </summary>
    public BoardShape Used
    {
        get => Places.Used;
        set
        {
            Must.Hold(value.Workers == _shape.Workers);
            Must.Hold(value.Proxies <= _shape.Proxies && value.Servers <= _shape.Servers);
            Places.Used = value;
        }
    }

    /// <summary>What is limited, and how much of it is taken.</summary>
    public PlaceTable Places { get; }

    /// <summary>Bytes that a board of this shape needs.</summary>
    public static long SizeOf(in BoardShape shape) => RecordBytes(shape) + PlaceTable.SizeOf(shape);

    /// <summary>A board in private memory, for tests and for a process that runs alone.</summary>
    public static Board InPrivateMemory(in BoardShape shape)
    {
        nuint size = (nuint)SizeOf(shape);
        void* memory = NativeMemory.AlignedAlloc(size, Line);
        NativeMemory.Clear(memory, size);
        return new Board((byte*)memory, shape);
    }

    /// <summary>What the master has decided about a proxy.</summary>
    public ref ProxyRecord Decided(int proxy)
    {
        Must.Hold((uint)proxy < (uint)_shape.Proxies);
        return ref Unsafe.AsRef<ProxyRecord>(_proxies + ((long)proxy * Line));
    }

    public ref BackendRecord Backend(int proxy)
    {
        Must.Hold((uint)proxy < (uint)_shape.Proxies);
        return ref Unsafe.AsRef<BackendRecord>(_backends + ((long)proxy * Line));
    }

    public ref ServerRecord Server(int server)
    {
        Must.Hold((uint)server < (uint)_shape.Servers);
        return ref Unsafe.AsRef<ServerRecord>(_servers + ((long)server * Line));
    }

    /// <summary>What traffic says of a server's health; of servers with <c>observe</c> only.</summary>
    public ref ObservedErrors Errors(int server)
    {
        Must.Hold((uint)server < (uint)_shape.Servers);
        return ref Unsafe.AsRef<ObservedErrors>(_errors + ((long)server * Line));
    }

    public ref WorkerRecord Worker(int worker) => ref Unsafe.AsRef<WorkerRecord>(WorkerAt(worker));

    public ref ProxyCounters Proxy(int worker, int proxy)
    {
        Must.Hold((uint)proxy < (uint)_shape.Proxies);
        return ref Unsafe.AsRef<ProxyCounters>(
            WorkerAt(worker) + Line + ((long)proxy * sizeof(ProxyCounters)));
    }

    public ref ServerCounters ServerOf(int worker, int server)
    {
        Must.Hold((uint)server < (uint)_shape.Servers);
        byte* counters = WorkerAt(worker) + Line + ((long)_shape.Proxies * sizeof(ProxyCounters));
        return ref Unsafe.AsRef<ServerCounters>(counters + ((long)server * sizeof(ServerCounters)));
    }

    /// <summary>Requests that hold a server now, over all workers.</summary>
    public int SessionsOf(int server)
    {
        int sum = 0;
        for (int worker = 0; worker < _shape.Workers; worker++)
        {
            sum += ServerOf(worker, server).Current;
        }

        return sum;
    }

    /// <summary>Takes the next round-robin ticket of a backend.</summary>
    public ulong TakeTicket(int proxy) => Interlocked.Increment(ref Backend(proxy).Ticket) - 1;

    /// <summary>
    /// Tells every worker that a server of this backend has changed: schedules start anew at the present
    /// ticket.
    /// </summary>
    public void Changed(int proxy)
    {
        ref BackendRecord backend = ref Backend(proxy);
        Volatile.Write(ref backend.ScheduleStart, Volatile.Read(ref backend.Ticket));
        Interlocked.Increment(ref backend.Version);
    }

    /// <summary>A proxy's records, for another one: nobody goes by them.</summary>
    public void ClearProxy(int proxy)
    {
        Decided(proxy) = default;
        Backend(proxy) = default;
        Places.ClearProxy(proxy);
        for (int worker = 0; worker < _shape.Workers; worker++)
        {
            Proxy(worker, proxy) = default;
        }
    }

    /// <summary>The same of a server.</summary>
    public void ClearServer(int server)
    {
        Server(server) = default;
        Errors(server) = default;
        Places.ClearServer(server);
        for (int worker = 0; worker < _shape.Workers; worker++)
        {
            ServerOf(worker, server) = default;
        }
    }

    /// <summary>
    /// Forgets what dead workers held; their totals stay. False: not yet all of it, as
    /// <see cref="PlaceTable.TryForget"/> says.
    /// </summary>
    /// <param name="dead">A bit for each.</param>
    public bool TryClearGauges(ulong dead)
    {
        bool isDone = Places.TryForget(dead);
        if (isDone)
        {
            ClearOwn(dead);
        }

        return isDone;
    }

    /// <summary>The same in any case: a place may be lost.</summary>
    public void ClearGauges(ulong dead)
    {
        Places.Forget(dead);
        ClearOwn(dead);
    }

    private void ClearOwn(ulong dead)
    {
        for (int worker = 0; worker < _shape.Workers; worker++)
        {
            if (((dead >> worker) & 1) != 0)
            {
                ClearOwn(worker);
            }
        }
    }

    private void ClearOwn(int worker)
    {
        Worker(worker) = default;
        for (int proxy = 0; proxy < Used.Proxies; proxy++)
        {
            ref ProxyCounters counters = ref Proxy(worker, proxy);
            counters.FrontendCurrent = 0;
            counters.BackendCurrent = 0;
        }

        for (int server = 0; server < Used.Servers; server++)
        {
            ref ServerCounters counters = ref ServerOf(worker, server);
            counters.Current = 0;
            counters.Idle = 0;
        }
    }

    private static long RecordBytes(in BoardShape shape) =>
        Line + (2L * (shape.Proxies + shape.Servers) * Line) + (shape.Workers * WorkerBytes(shape));

    private static long WorkerBytes(in BoardShape shape) =>
        Line + ((long)shape.Proxies * sizeof(ProxyCounters)) + ((long)shape.Servers * sizeof(ServerCounters));

    private byte* WorkerAt(int worker)
    {
        Must.Hold((uint)worker < (uint)_shape.Workers);
        return _workers + (worker * _workerBytes);
    }
}
