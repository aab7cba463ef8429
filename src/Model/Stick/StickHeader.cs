using System.Runtime.InteropServices;

namespace Weir.Model.Stick;

/// <summary>What a table begins with: two cache lines, the lock alone on the first.</summary>
[StructLayout(LayoutKind.Sequential, Size = 128)]
internal struct StickHeader
{
    /// <summary>Who changes the table: a process id, and a worker's number and one; 0: nobody.</summary>
    public ulong Lock;

    private unsafe fixed byte _rest[56];

    /// <summary>What keys are hashed with; 0: nobody has used the table.</summary>
    public ulong Seed;

    /// <summary>Slots up to this one have ever been used.</summary>
    public uint Used;

    /// <summary>Entries there are.</summary>
    public uint Count;

    /// <summary>The first of the slots that are free again; 0: none.</summary>
    public uint Free;

    /// <summary>The entry used last, and the one not used for longest; 0: there is none.</summary>
    public uint Newest;
    public uint Oldest;
}
