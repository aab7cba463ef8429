using System.Runtime.InteropServices;

namespace Weir.Model.Live;

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
