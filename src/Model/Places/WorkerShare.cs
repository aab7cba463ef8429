using System.Runtime.InteropServices;

namespace Weir.Model.Places;

/// <summary>
/// One worker's part of the shared words of one server or proxy; only that worker writes it. What it holds is
/// given back for it when it dies.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 32)]
public struct WorkerShare
{
    /// <summary>Arrival number of its oldest waiter; 0: nobody waits here.</summary>
    public ulong Head;

    /// <summary>Its waiters.</summary>
    public int Length;

    /// <summary>Of a server: places held. Of a proxy: client connections.</summary>
    public int Held;

    /// <summary>Of a backend: requests present.</summary>
    public int Sessions;
}
