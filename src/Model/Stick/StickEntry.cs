using System.Runtime.InteropServices;

namespace Weir.Model.Stick;

/// <summary>
/// What precedes the key of an entry. Only <see cref="Server"/>, <see cref="UsedMs"/> and the key are facts;
/// the links follow from them, and are made anew when a worker dies while it changes them.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct StickEntry
{
    /// <summary>The next slot of the same bucket, or of the free ones; 0: the last.</summary>
    public uint Next;

    /// <summary>The slot that was used next after this one; 0: this is the newest.</summary>
    public uint Newer;

    /// <summary>The slot that was used last before this one; 0: this is the oldest.</summary>
    public uint Older;

    /// <summary>
    /// One more than the key's length. 0: the slot is free, whatever else stands in it. Written last.
    /// </summary>
    public uint Mark;

    /// <summary>What <see cref="StickServers"/> knows the server by.</summary>
    public ulong Server;

    /// <summary>The last use, in monotonic milliseconds.</summary>
    public long UsedMs;
}
