using System.Runtime.InteropServices;

namespace Weir.Model.Places;

/// <summary>One backend's load over all workers.</summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
public struct BackendLoad
{
    /// <summary>The number given to the last waiter: one numbering for all queues of the backend.</summary>
    public ulong Arrivals;

    /// <summary>Requests that wait for any server.</summary>
    public int Waiting;

    /// <summary>
    /// Requests present, those that wait included. Kept only when a server's limit follows it.
    /// </summary>
    public int Sessions;

    /// <summary>Changes of its servers' loads so far (<see cref="ServerLoad.TouchedAt"/>).</summary>
    public ulong Touches;
}
