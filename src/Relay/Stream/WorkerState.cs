using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Weir.Ground.Memory;
using Weir.Ground.Time;
using Weir.Kernel.Io;
using Weir.Model.Counts;
using Weir.Model.Live;
using Weir.Model.Places;
using Weir.Model.Plan;
using Weir.Relay.Client;
using Weir.Relay.Dispatch;
using Weir.Relay.Listen;
using Weir.Relay.Log;
using Weir.Relay.Plans;
using Weir.Relay.Server;
using Weir.Relay.Trace;
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

    /// <summary>
    /// Bulk streams that pass through pipes at once, for each direction; more of them are copied.
    /// </summary>
    private const int PipesMax = 256;

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

    /// <summary>
    /// Nothing new is accepted by any proxy; connections end with their present request.
    /// </summary>
    public bool SoftStopping;

    /// <summary>
    /// While stopping softly: successors serve, so there is no hurry. A client that was told that its
    /// connection stays may send one more request on it.
    /// </summary>
    public bool MakesWay;

    /// <summary>Pipes that bulk may still be given.</summary>
    public int PipesLeft;

    public WorkerState(TIo io, WorkerSetup setup)
    {
        Io = io;
        Now = Io.Now();
        WallMs = Io.WallMs();
        Setup = setup;
        Board = setup.Board;
        PlanAtWork first = new(setup.Plan, Board, setup.Pid)
        {
            Generation = setup.Generation,
            BoxMax = setup.BoxMax,
        };
        Plans = new PlansAtWork(first);
        foreach (ListenerPlan listener in setup.Plan.Listeners)
        {
            Listeners.Add(new ListenerSlot
            {
                Descriptor = setup.ListenerDescriptors[listener.Id],
                Listener = listener.Id,
                Address = listener.Address,
                Frontend = listener.Frontend,
                Plan = first,
            });
        }

        // Of descriptors that no connection will need: two for each client are theirs.
        PipesLeft = Math.Clamp((setup.DescriptorMax - (2 * setup.ConnectionMax)) / 4, 0, PipesMax);
        Places = new ServerPlaces(Board, setup.WorkerId);
        Tally = new Tally(Board, setup.WorkerId);
        Tally.Turn(Now);
        Connections = new NativeTable<ConnectionState>(setup.DescriptorMax);
        Clients = new NativeTable<ClientDetail>(setup.DescriptorMax);
        Streams = new StreamTable(setup.ConnectionMax + 1);
        Timers = new TimerWheel(setup.DescriptorMax, Now);
        GlobalPlan global = setup.Plan.Global;
        int head = global.BufferBytes;
        int large = WorkerMemory.LargestBuffer(global);
        // Two per connection is the most that one can hold: what came and what has not left.
        int most = setup.ConnectionMax + 16;
        Buffers = new BufferPool(
            [2 * most, 2 * most, Math.Min(2 * most, LargeBuffersMax)], head, large, setup.BufferBytesMax);
        Scratch = new NativeTable<byte>(large);
        Work = new NativeTable<byte>(head);
        Draft = new NativeTable<byte>(head);
        OtherDraft = new NativeTable<byte>(head);
        Samples = new NativeTable<byte>(head);
        Captured = new NativeTable<byte>(head);
        Fields = new NativeTable<Field>(global.MaxHeaders);
        Idle = new IdleServers(Connections, Tally);
        Idle.Grow(first.Plan.ServersEnd);
        Yielding = new YieldingClients(Connections);
        Trace = setup.Traces ? new StreamTrace(setup.DescriptorMax) : null;
    }

    public WorkerSetup Setup { get; }

    /// <summary>What streams go by.</summary>
    public PlansAtWork Plans { get; }

    /// <summary>What new streams begin with.</summary>
    public PlanAtWork Newest => Plans.Newest;

    /// <summary>By the owner of a listening socket or of a client's connection.</summary>
    public List<ListenerSlot> Listeners { get; } = [];

    public Board Board { get; }

    /// <summary>Our hand in what servers carry over all workers.</summary>
    public ServerPlaces Places { get; }

    /// <summary>What is counted for statistics.</summary>
    public Tally Tally { get; }

    public NativeTable<ConnectionState> Connections { get; }

    public NativeTable<ClientDetail> Clients { get; }

    public StreamTable Streams { get; }

    public TimerWheel Timers { get; }

    public BufferPool Buffers { get; }

    /// <summary>Where a head is put together before it is sent.</summary>
    public NativeTable<byte> Scratch { get; }

    public Span<byte> AllScratch => Scratch.Slice(0, Scratch.Length);

    /// <summary>Room for a second look at a head.</summary>
    public NativeTable<byte> Work { get; }

    /// <summary>Where rules write a head anew.</summary>
    public NativeTable<byte> Draft { get; }

    /// <summary>The same once more: what is rewritten may lie in the first.</summary>
    public NativeTable<byte> OtherDraft { get; }

    /// <summary>Where rules make the samples that stand nowhere in a message.</summary>
    public NativeTable<byte> Samples { get; }

    /// <summary>What of the head at hand is kept for the log.</summary>
    public NativeTable<byte> Captured { get; }

    /// <summary>The field index of the head at hand.</summary>
    public NativeTable<Field> Fields { get; }

    public IdleServers Idle { get; }

    public YieldingClients Yielding { get; }

    /// <summary>Null unless what passes is to be shown.</summary>
    public StreamTrace? Trace { get; }

    public Span<Field> AllFields => Fields.Slice(0, Fields.Length);

    /// <summary>Whether the clients of a frontend are to leave after their present request.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsStopping(int frontend) =>
        SoftStopping || Board.Decided(frontend).State >= ProxyState.Stopped;

    /// <summary>
    /// Whether the client of a stream is to leave after it. A reload may have given its connection to another
    /// frontend than the one that the stream began with.
    /// </summary>
    public bool IsLeaving(in StreamState stream) =>
        IsStopping(stream.Frontend) && IsStopping(ListenerOf(in Connections[stream.Client]).Frontend.Id);

    /// <summary>
    /// Whether a client that was told that its connection stays may send a request on it, if the last one.
    /// </summary>
    public bool MayAskOn(in StreamState stream) =>
        !IsLeaving(in stream)
        || (SoftStopping ? MakesWay : Board.Decided(stream.Frontend).State == ProxyState.Removed);

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
        BackendOf(in stream).Backend!.Servers[stream.ServerIndex];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ProxyPlan FrontendOf(in StreamState stream) => Plans[stream.Plan].ProxyOf(stream.Frontend);

    /// <summary>For a stream that has one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ProxyPlan BackendOf(in StreamState stream) =>
        Plans[stream.BackendPlan].ProxyOf(stream.Backend);

    /// <summary>The statistics page that a stream is for: its backend's, or its frontend's.</summary>
    public StatsPlan PageOf(in StreamState stream) =>
        (stream.Backend < 0 ? FrontendOf(in stream) : BackendOf(in stream)).Stats!;

    /// <summary>Null when there is no backend for it, or a disabled one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public BackendRuntime? RuntimeOf(in StreamState stream) =>
        stream.Backend < 0 ? null : Plans[stream.BackendPlan].BackendOf(stream.Backend);

    /// <summary>Where a stream's line goes.</summary>
    public AccessLog LogOf(in StreamState stream) => Plans[stream.Plan].Log;

    /// <summary>Where is told what goes wrong between a stream and its servers.</summary>
    public AccessLog BackendLogOf(in StreamState stream) => Plans[stream.BackendPlan].Log;

    /// <summary>The listening socket that a stream's client came to.</summary>
    public int DescriptorOf(in StreamState stream) => ListenerOf(in Connections[stream.Client]).Descriptor;

    /// <summary>Where a client connected, or whom a listening socket serves.</summary>
    public ListenerSlot ListenerOf(in ConnectionState connection) => Listeners[connection.Owner];

    /// <summary>Sends what the turn has gathered.</summary>
    public void FlushLogs() => Plans.FlushLogs();
}
