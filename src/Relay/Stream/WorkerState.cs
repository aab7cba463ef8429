using System;
using Weir.Ground.Memory;
using Weir.Ground.Time;
using Weir.Kernel.Io;
using Weir.Model.Live;
using Weir.Model.Places;
using Weir.Model.Plan;
using Weir.Relay.Listen;
using Weir.Relay.Dispatch;
using Weir.Relay.Log;
using Weir.Relay.Server;
using Weir.Wire.Http1;

namespace Weir.Relay.Stream;

/// <summary>
/// The tables of one worker: everything that lives longer than an event. Cut at start, never grown.
/// </summary>
internal sealed class WorkerState<TIo>
    where TIo : struct, IIoBackend
{
    /// <summary>
    /// A worker with so many readers that lag behind by a whole receive cuts the next one instead of growing.
    /// </summary>
    private const int LargeBuffersMax = 32 * 1024;

    /// <summary>The backend is a mutable struct: used in place, never copied.</summary>
    public TIo Io;

    public Instant Now;
    public long WallMs;

    /// <summary>A client whose kept bytes are to be looked at before the next event; -1: none.</summary>
    public int Resume = -1;

    /// <summary>Client connections held now.</summary>
    public int ClientCount;

    /// <summary>Those of them that are monitors.</summary>
    public int MonitorCount;

    /// <summary>Every descriptor that has been a connection so far is below this.</summary>
    public int DescriptorsUsed;

    /// <summary>There may be room for clients that wait in our listeners' queues.</summary>
    public bool HasRoomTurn;

    /// <summary>Connections to servers held now, in use or idle.</summary>
    public int ServerCount;

    /// <summary>Nothing new is accepted; connections end with their present request.</summary>
    public bool SoftStopping;

    /// <summary>
    /// While stopping softly: successors serve, so there is no hurry. A client that was told that its
    /// connection stays may send one more request on it.
    /// </summary>
    public bool MakesWay;

    public WorkerState(TIo io, WorkerSetup setup)
    {
        Io = io;
        Now = Io.Now();
        WallMs = Io.WallMs();
        Setup = setup;
        Plan = setup.Plan;
        Board = setup.Board;
        Places = new ServerPlaces(Board, setup.WorkerId);
        Connections = new NativeTable<ConnectionState>(setup.DescriptorMax);
        Clients = new NativeTable<ClientDetail>(setup.DescriptorMax);
        Streams = new StreamTable(setup.ConnectionMax + 1);
        Timers = new TimerWheel(setup.DescriptorMax, Now);
        int head = Plan.Global.BufferBytes;
        int large = head + Plan.Global.MaxRewrite + (64 * 1024);
        // Two per connection is the most that one can hold: what came and what has not left.
        int most = setup.ConnectionMax + 16;
        Buffers = new BufferPool([2 * most, 2 * most, Math.Min(2 * most, LargeBuffersMax)], head, large);
        Scratch = new NativeTable<byte>(large);
        Work = new NativeTable<byte>(head);
        Fields = new NativeTable<Field>(Plan.Global.MaxHeaders);
        Idle = new IdleServers(Connections, Plan.Servers.Length);
        Backends = BackendRuntime.ForAll(Plan, Board);
        Log = new AccessLog(setup);
    }

    public WorkerSetup Setup { get; }

    public ConfigPlan Plan { get; }

    public Board Board { get; }

    /// <summary>Our hand in what servers carry over all workers.</summary>
    public ServerPlaces Places { get; }

    public NativeTable<ConnectionState> Connections { get; }

    public NativeTable<ClientDetail> Clients { get; }

    public StreamTable Streams { get; }

    public TimerWheel Timers { get; }

    public BufferPool Buffers { get; }

    /// <summary>Where a head is put together before it is sent.</summary>
    public NativeTable<byte> Scratch { get; }

    /// <summary>Room for a second look at a head.</summary>
    public NativeTable<byte> Work { get; }

    /// <summary>The field index of the head at hand.</summary>
    public NativeTable<Field> Fields { get; }

    public IdleServers Idle { get; }

    /// <summary>By proxy id; null for a frontend.</summary>
    public BackendRuntime?[] Backends { get; }

    public AccessLog Log { get; }

    public Span<Field> AllFields => Fields.Slice(0, Fields.Length);

    public ref ProxyCounters CountersOf(int proxy) => ref Board.Proxy(Setup.WorkerId, proxy);

    public ref ServerCounters CountersOf(ServerPlan server) => ref Board.ServerOf(Setup.WorkerId, server.Id);

    /// <summary>The cleared record of a connection that has just come to be.</summary>
    public ref ConnectionState NewConnection(int fd)
    {
        DescriptorsUsed = Math.Max(DescriptorsUsed, fd + 1);
        ref ConnectionState connection = ref Connections[fd];
        connection = default;
        return ref connection;
    }

    /// <summary>Makes another worker look at the board; once until it does.</summary>
    /// <param name="worker">Its number; -1: nobody.</param>
    public void Call(int worker)
    {
        int[] calls = Setup.Calls;
        if ((uint)worker < (uint)calls.Length && WakeCalls.Call(Board.Places, worker))
        {
            Io.Call(calls[worker]);
        }
    }

    /// <summary>The server that a stream is bound to.</summary>
    public ServerPlan ServerOf(in StreamState stream) =>
        Plan.Proxies[stream.Backend].Backend!.Servers[stream.ServerIndex];
}
