using System.Runtime.InteropServices;

namespace Weir.Model.Places;

/// <summary>Client connections of one proxy, or of all, over all workers.</summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
public struct ClientLoad
{
    public int Held;

    /// <summary>Who was woken last for room: the next turn is the next worker's.</summary>
    public int LastWoken;

    /// <summary>
    /// A bit for each worker that has clients in its listener's queue and no room for them.
    /// </summary>
    public ulong Wanting;

    /// <summary>How many come per second (<see cref="ArrivalRate"/>); 0 where nobody asks.</summary>
    public ulong Arrivals;
}
