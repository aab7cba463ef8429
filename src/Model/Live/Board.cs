using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using Weir.Ground.Check;
using Weir.Model.Counts;
using Weir.Model.Places;
using Weir.Model.Stick;

namespace Weir.Model.Live;

/// <summary>
/// How large a board is: numbers of proxies and servers, and of stick tables' pages, are below what it says.
/// </summary>
public readonly record struct BoardShape(int Workers, int Proxies, int Servers, int StickPages = 0);

/// <summary>
/// The truth that all processes share: one mapping of fixed records, found by the ids of the plan.
/// </summary>
/// <remarks>
/// <code>
/// header | proxies (64 B each) | backends (64 B each) | servers (64 B each) | their errors (64 B each)
/// | their checks (192 B each) | worker 0: line, counters of frontends, backends, servers | worker 1 ...
/// | places
/// | sessions
/// | stick tables, each at the page that its plan says
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
    private readonly byte* _checks;
    private readonly byte* _workers;
    private readonly long _workerBytes;
    private readonly byte* _sticks;

    /// <summary>
    /// Lays a board over <paramref name="memory"/>, zeroed and at least <see cref="SizeOf"/> bytes long; a
    /// board already there keeps its content.
    /// </summary>
    public Board(byte* memory, in BoardShape shape)
    {
        Must.Hold(((nint)memory & (Line - 1)) == 0);
        Must.Hold(sizeof(ProxyRecord) == Line && sizeof(BackendRecord) == Line);
        Must.Hold(sizeof(CheckRecord) % Line == 0);
        Must.Hold(sizeof(ServerRecord) == Line && sizeof(WorkerRecord) == Line);
        Must.Hold(sizeof(ObservedErrors) == Line);
        Must.Hold(CounterPart.SizeOf(shape) % Line == 0);
        _memory = memory;
        _shape = shape;
        _proxies = memory + Line;
        _backends = _proxies + ((long)shape.Proxies * Line);
        _servers = _backends + ((long)shape.Proxies * Line);
        _errors = _servers + ((long)shape.Servers * Line);
        _checks = _errors + ((long)shape.Servers * Line);
        _workers = _checks + ((long)shape.Servers * sizeof(CheckRecord));
        _workerBytes = WorkerBytes(shape);
        Places = new PlaceTable(memory + RecordBytes(shape), shape);
        Sessions = new SessionTable(memory + RecordBytes(shape) + PlaceTable.SizeOf(shape));
        _sticks = memory + FixedBytes(shape);
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

    /// <summary>Monotonic milliseconds at which the master began; 0: not told.</summary>
    public ref long StartedMs => ref Unsafe.AsRef<long>(_memory + sizeof(ulong));

    /// <summary>How often it was ordered that all that some server serves ends.</summary>
    public ref int EndOrders => ref Unsafe.AsRef<int>(_memory + sizeof(ulong) + sizeof(long));

    /// <summary>Makes whole pages of it zero; whoever has mapped it may know how, without a touch.</summary>
    public delegate*<byte*, long, void> Clear { get; init; } = &Fill;

    /// <summary>What is limited, and how much of it is taken.</summary>
    public PlaceTable Places { get; }

    /// <summary>Where the sessions of applications are.</summary>
    public SessionTable Sessions { get; }

    /// <summary>Bytes that a board of this shape needs.</summary>
    public static long SizeOf(in BoardShape shape) =>
        FixedBytes(shape) + ((long)shape.StickPages * StickTablePlan.PageBytes);

    /// <summary>A board in private memory, for tests and for a process that runs alone.</summary>
    public static Board InPrivateMemory(in BoardShape shape)
    {
        nuint size = (nuint)SizeOf(shape);
        void* memory = NativeMemory.AlignedAlloc(size, StickTablePlan.PageBytes);
        NativeMemory.Clear(memory, size);
        return new Board((byte*)memory, shape);
    }

    /// <summary>What the master has decided about a proxy.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref ProxyRecord Decided(int proxy)
    {
        Must.Hold((uint)proxy < (uint)_shape.Proxies);
        return ref Unsafe.AsRef<ProxyRecord>(_proxies + ((long)proxy * Line));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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

    /// <summary>What checks have found out about a server; the keeper's.</summary>
    public ref CheckRecord Check(int server)
    {
        Must.Hold((uint)server < (uint)_shape.Servers);
        return ref Unsafe.AsRef<CheckRecord>(_checks + ((long)server * sizeof(CheckRecord)));
    }

    public ref WorkerRecord Worker(int worker) => ref Unsafe.AsRef<WorkerRecord>(WorkerAt(worker));

    /// <summary>What one worker counts.</summary>
    public CounterPart CountersOf(int worker) => new(WorkerAt(worker) + Line, _shape);

    public ref FrontendCounters FrontendCounts(int worker, int proxy) =>
        ref CountersOf(worker).Frontend(proxy);

    public ref ServiceCounters BackendCounts(int worker, int proxy) => ref CountersOf(worker).Backend(proxy);

    public ref ServiceCounters ServerCounts(int worker, int server) => ref CountersOf(worker).Server(server);

    /// <summary>A stick table, where its plan says.</summary>
    public StickTable StickTable(StickTablePlan plan)
    {
        Must.Hold(plan.Page >= 0 && plan.PagesEnd <= _shape.StickPages);
        return new StickTable(this, StickPage(plan.Page), plan);
    }

    /// <summary>Its memory, for another one: nobody goes by it.</summary>
    /// <param name="plan">The one that is to come.</param>
    /// <param name="usedPages">Those behind have never been used.</param>
    public void ClearStickTable(StickTablePlan plan, int usedPages)
    {
        long bytes = (long)int.Min(usedPages - plan.Page, plan.Pages) * StickTablePlan.PageBytes;
        if (bytes > 0)
        {
            Clear(StickPage(plan.Page), bytes);
        }
    }

    /// <summary>The sum of a number and of those in its place in the other workers' parts.</summary>
    /// <param name="own">In the counters of <paramref name="worker"/>.</param>
    /// <param name="worker">Whose it is.</param>
    internal long SumOver(ref long own, int worker)
    {
        if (_shape.Workers == 1)
        {
            return own;
        }

        long sum = 0;
        for (int other = 0; other < _shape.Workers; other++)
        {
            sum += Volatile.Read(ref Counterpart(ref own, worker, other));
        }

        return sum;
    }

    /// <summary>Events of a pace in one second, over all workers.</summary>
    /// <param name="second">One of the last two of each worker, or none are found.</param>
    /// <param name="own">In the counters of <paramref name="worker"/>.</param>
    /// <param name="worker">Whose it is.</param>
    internal int EventsIn(uint second, ref Pace own, int worker)
    {
        int sum = 0;
        for (int other = 0; other < _shape.Workers; other++)
        {
            sum += Counterpart(ref own, worker, other).In(second);
        }

        return sum;
    }

    /// <summary>A pace of all workers together, of this second and the one before it.</summary>
    /// <param name="ofFirst">In the counters of worker 0.</param>
    /// <param name="nowMs">Monotonic milliseconds.</param>
    public Pace PaceOver(ref Pace ofFirst, long nowMs)
    {
        uint second = Tally.SecondOf(nowMs);
        return new Pace
        {
            Second = second,
            Count = EventsIn(second, ref ofFirst, worker: 0),
            Before = EventsIn(second - 1, ref ofFirst, worker: 0),
        };
    }

    /// <summary>Clients of a proxy now, over all workers.</summary>
    public long ClientsOf(int proxy) => SumOver(ref FrontendCounts(worker: 0, proxy).Current, worker: 0);

    /// <summary>Requests in a backend now, over all workers.</summary>
    public long RequestsIn(int proxy) => SumOver(ref BackendCounts(worker: 0, proxy).Current, worker: 0);

    /// <summary>Requests that hold a server now, over all workers.</summary>
    public int SessionsOf(int server) => (int)SumOver(ref ServerCounts(worker: 0, server).Current, worker: 0);

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
            FrontendCounts(worker, proxy) = default;
            BackendCounts(worker, proxy) = default;
        }
    }

    /// <summary>The same of a server.</summary>
    public void ClearServer(int server)
    {
        Server(server) = default;
        Errors(server) = default;
        Check(server) = default;
        Places.ClearServer(server);
        for (int worker = 0; worker < _shape.Workers; worker++)
        {
            ServerCounts(worker, server) = default;
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

    private static void Fill(byte* pages, long bytes) => NativeMemory.Clear(pages, (nuint)bytes);

    private void ClearOwn(ulong dead)
    {
        Sessions.Forget(dead);
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
            FrontendCounts(worker, proxy).Current = 0;
            ClearGauges(ref BackendCounts(worker, proxy));
        }

        for (int server = 0; server < Used.Servers; server++)
        {
            ClearGauges(ref ServerCounts(worker, server));
        }
    }

    private static void ClearGauges(ref ServiceCounters counters)
    {
        counters.Current = 0;
        counters.Idle = 0;
        counters.IdleProved = 0;
    }

    /// <summary>All but the stick tables, which begin at a page.</summary>
    private static long FixedBytes(in BoardShape shape)
    {
        long bytes = RecordBytes(shape) + PlaceTable.SizeOf(shape) + SessionTable.Bytes;
        return (bytes + StickTablePlan.PageBytes - 1) & -StickTablePlan.PageBytes;
    }

    private static long RecordBytes(in BoardShape shape) =>
        Line + (2L * (shape.Proxies + shape.Servers) * Line)
        + ((long)shape.Servers * sizeof(CheckRecord)) + (shape.Workers * WorkerBytes(shape));

    private static long WorkerBytes(in BoardShape shape) => Line + CounterPart.SizeOf(shape);

    /// <summary>All parts have one shape: what one has in a place, another has in that place.</summary>
    private ref T Counterpart<T>(ref T own, int worker, int other)
        where T : unmanaged
    {
        nint place = (nint)Unsafe.AsPointer(ref own) - (nint)WorkerAt(worker);
        Must.Hold(place >= 0 && place < _workerBytes);
        return ref Unsafe.AsRef<T>(WorkerAt(other) + place);
    }

    private byte* StickPage(int page) => _sticks + ((long)page * StickTablePlan.PageBytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte* WorkerAt(int worker)
    {
        Must.Hold((uint)worker < (uint)_shape.Workers);
        return _workers + (worker * _workerBytes);
    }
}
