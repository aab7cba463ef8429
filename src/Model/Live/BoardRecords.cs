using System.Runtime.InteropServices;

namespace Weir.Model.Live;

/// <summary>Whether a server may be given traffic, as the keeper sees it.</summary>
public enum ServerHealth : uint
{
    Down = 0,
    Up = 1,
}

/// <summary>One backend's balancing state. A cache line: what a pick needs is read and written together.</summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
public struct BackendRecord
{
    /// <summary>Requests balanced so far. Each round-robin pick takes one, atomically.</summary>
    public ulong Ticket;

    /// <summary>The ticket at which the schedule of <see cref="Version"/> begins.</summary>
    public ulong ScheduleStart;

    /// <summary>Moves whenever a server's health or weight changes: schedules made for an older one are stale.</summary>
    public uint Version;
}

/// <summary>One server's state, written by the keeper, read by every worker. A cache line that stays shared between changes.</summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
public struct ServerRecord
{
    public ServerHealth Health;

    /// <summary>Effective weight, 0..256.</summary>
    public int Weight;

    /// <summary>The check's counter (rise and fall), kept here so that a new keeper resumes from it.</summary>
    public int CheckScore;

    /// <summary>1 once the keeper has finished a check of this server.</summary>
    public int Checked;

    /// <summary>HTTP status of the last check, or 0.</summary>
    public int CheckCode;

    /// <summary>Monotonic milliseconds of the last change of <see cref="Health"/>.</summary>
    public long ChangedAtMs;

    /// <summary>Changes from up to down.</summary>
    public long DownTransitions;
}

/// <summary>One worker's own line: nobody else writes it, save the master, which clears it when the worker has died.</summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
public struct WorkerRecord
{
    public int Pid;

    /// <summary>1 once the worker's loop runs.</summary>
    public int Ready;

    /// <summary>Client connections held now.</summary>
    public int Connections;

    /// <summary>Surprises counted by <see cref="Ground.Check.Odd"/>.</summary>
    public long OddEvents;

    /// <summary>Private buffers in use now; 0 when every connection is idle.</summary>
    public int BuffersInUse;

    /// <summary>Requests in progress now.</summary>
    public int Streams;
}

/// <summary>One worker's counters of one proxy. Gauges (Current…) are cleared when the worker dies, totals are kept.</summary>
[StructLayout(LayoutKind.Sequential, Size = 128)]
public struct ProxyCounters
{
    public int FrontendCurrent;
    public int BackendCurrent;
    public long FrontendConnections;
    public long BackendSessions;
    public long Requests;
    public long BytesIn;
    public long BytesOut;
    public long RefusedRequests;
    public long FailedConnects;
    public long FailedResponses;
    public long Retries;
    public long Redispatches;
    public long ClientAborts;
    public long ServerAborts;
}

/// <summary>One worker's counters of one server.</summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
public struct ServerCounters
{
    /// <summary>Requests that hold this server now.</summary>
    public int Current;

    /// <summary>Connections kept open for reuse now.</summary>
    public int Idle;

    public long Sessions;
    public long Connects;
    public long Reuses;
    public long BytesIn;
    public long BytesOut;
    public long FailedConnects;
}
