using System.Runtime.InteropServices;

namespace Weir.Model.Places;

/// <summary>One server's load over all workers. A cache line, written by each who takes or leaves.</summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
public struct ServerLoad
{
    /// <summary>Requests that hold a place at this server now.</summary>
    public int Held;

    /// <summary>Requests that wait for this server and no other.</summary>
    public int Waiting;

    /// <summary>
    /// When <see cref="Held"/> was last changed, in the backend's count of changes. Kept only for algorithms
    /// that ask for it.
    /// </summary>
    public ulong TouchedAt;
}
