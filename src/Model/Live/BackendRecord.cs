using System.Runtime.InteropServices;

namespace Weir.Model.Live;

/// <summary>
/// One backend's balancing state. A cache line: what a pick needs is read and written together.
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
}
