using System.Runtime.InteropServices;

namespace Weir.Model.Counts;

/// <summary>
/// What one worker has counted at the client side of one proxy; only that worker writes it. The sums come
/// first: they add up over the workers. Its gauge is cleared when the worker dies, all else is kept.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 256)]
public struct FrontendCounters
{
    /// <summary>So many 64-bit sums stand at the beginning.</summary>
    internal const int Sums = 11 + StatusClasses.Count;

    /// <summary>Client connections held now: a gauge.</summary>
    public long Current;

    /// <summary>Client connections accepted, and let in.</summary>
    public long Connections;

    /// <summary>Those that a rule has closed at once.</summary>
    public long RefusedConnections;

    public long Requests;

    /// <summary>Bytes of clients; counted, as the next, when a request or a connection is over.</summary>
    public long BytesIn;

    /// <summary>Bytes for clients, our own answers included.</summary>
    public long BytesOut;

    /// <summary>Requests that a rule has refused.</summary>
    public long RefusedRequests;

    /// <summary>Responses that a rule has refused.</summary>
    public long RefusedResponses;

    /// <summary>Requests that never became whole: malformed, given up by the client, or too slow.</summary>
    public long FailedRequests;

    /// <summary>Requests that were meant for the proxy itself: monitors, statistics.</summary>
    public long Intercepted;

    /// <summary>Requests that ended by a fault of our own.</summary>
    public long InternalErrors;

    /// <summary>What clients were answered.</summary>
    public StatusClasses Responses;

    public Peak CurrentPeak;

    public Pace ConnectionPace;

    public Pace RequestPace;
}
