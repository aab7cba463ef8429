using System.Runtime.InteropServices;

namespace Weir.Model.Live;

/// <summary>
/// One worker's counters of one proxy. Gauges (Current…) are cleared when the worker dies, totals are kept.
/// </summary>
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
