using System.Runtime.InteropServices;

namespace Weir.Model.Live;

/// <summary>
/// One backend's state. A cache line: what a pick needs is read and written together, and what stands beside
/// it changes only with a server's health.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
public struct BackendRecord
{
    /// <summary>Requests balanced so far. Each round-robin pick takes one, atomically.</summary>
    public ulong Ticket;

    /// <summary>The ticket at which the schedule of <see cref="Version"/> begins.</summary>
    public ulong ScheduleStart;

    /// <summary>
    /// Moves whenever a server's health or weight changes: schedules made for an older one are stale.
    /// </summary>
    public uint Version;

    /// <summary>1 when no server takes balanced traffic. The keeper writes this and what follows.</summary>
    public int IsDown;

    /// <summary>Monotonic milliseconds of the last change of that.</summary>
    public long ChangedAtMs;

    /// <summary>Milliseconds that it was so, up to the last change.</summary>
    public long DownMs;

    /// <summary>How often that began.</summary>
    public long DownTransitions;
}
