using System.Runtime.InteropServices;

namespace Weir.Model.Counts;

/// <summary>
/// What one worker has counted at one backend, or at one of its servers; only that worker writes it. The sums
/// come first: they add up over the workers. Gauges are cleared when the worker dies, all else is kept.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 320)]
public struct ServiceCounters
{
    /// <summary>So many 64-bit sums stand at the beginning.</summary>
    internal const int Sums = 18 + StatusClasses.Count + Timings.Sums;

    /// <summary>Requests in a backend, those that wait included, or at a server now: a gauge.</summary>
    public long Current;

    /// <summary>Connections kept open for reuse now (a server's): a gauge.</summary>
    public long Idle;

    /// <summary>Those of them that have been kept before: their server is proved. A gauge.</summary>
    public long IdleProved;

    /// <summary>Requests that have come; at a server, each attempt.</summary>
    public long Sessions;

    /// <summary>Requests that the algorithm chose a server for; who waited for any had no choice.</summary>
    public long Picks;

    /// <summary>Connections that were begun.</summary>
    public long Connects;

    /// <summary>Requests that found a connection.</summary>
    public long Reuses;

    /// <summary>Bytes of clients; counted, as the next, when a request or a connection is over.</summary>
    public long BytesIn;

    /// <summary>Bytes for clients, our own answers included.</summary>
    public long BytesOut;

    /// <summary>Requests that a rule of the backend has refused.</summary>
    public long RefusedRequests;

    /// <summary>Responses that a rule has refused.</summary>
    public long RefusedResponses;

    /// <summary>Requests that no attempt to connect could serve.</summary>
    public long FailedConnects;

    /// <summary>Requests whose server failed to answer, or broke off.</summary>
    public long FailedResponses;

    public long Retries;

    /// <summary>Requests sent elsewhere; at a server, those that were sent away from it.</summary>
    public long Redispatches;

    /// <summary>Transfers that clients have broken off.</summary>
    public long ClientAborts;

    /// <summary>Transfers that servers have broken off.</summary>
    public long ServerAborts;

    /// <summary>Requests that ended by a fault of our own.</summary>
    public long InternalErrors;

    /// <summary>Backend: what clients were answered. Server: what it has answered.</summary>
    public StatusClasses Responses;

    /// <summary>How long what was served took.</summary>
    public Timings Times;

    /// <summary>The highest number of waiters; of a backend, those for any server.</summary>
    public int QueuedMost;

    /// <summary>The longest of each of these times.</summary>
    public TimingPeaks TimesMost;

    public Peak CurrentPeak;

    public Pace SessionPace;

    /// <summary>Monotonic milliseconds of the last session; 0: none yet.</summary>
    public long LastSessionMs;
}
