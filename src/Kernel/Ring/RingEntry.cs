using System;
using Weir.Kernel.Io;

namespace Weir.Kernel.Ring;

/// <summary>What is true of a descriptor.</summary>
[Flags]
internal enum RingFlags : ushort
{
    None = 0,

    /// <summary>It stands in the queue of descriptors to be told of.</summary>
    Hot = 1 << 0,

    /// <summary>
    /// A request that tells of arriving bytes (or of connections to accept) is with the kernel.
    /// </summary>
    Armed = 1 << 1,

    /// <summary>That request has been asked to end.</summary>
    Cancelling = 1 << 2,

    /// <summary>A request that tells of room to send is with the kernel.</summary>
    PollsOut = 1 << 3,

    /// <summary>The connection does not stand yet.</summary>
    Dialling = 1 << 4,

    /// <summary>The end of the stream, or an error that was told, has been reached.</summary>
    Ended = 1 << 5,

    /// <summary>A send was cut short: tell when there is room.</summary>
    WantsRoom = 1 << 6,

    /// <summary>The slot's bytes found the socket full.</summary>
    Stuck = 1 << 7,

    /// <summary>Our side ends once the slot's bytes are sent.</summary>
    ShutdownDue = 1 << 8,

    /// <summary>The owner has given it back; it is closed once nothing of it is with the kernel.</summary>
    Closing = 1 << 9,

    /// <summary>And then with a reset.</summary>
    ResetDue = 1 << 10,

    /// <summary>Much arrives: readiness is asked for, and bytes are read in large pieces.</summary>
    Bulk = 1 << 11,
    Listener = 1 << 12,
    Foreign = 1 << 13,

    /// <summary>Receiving has failed: nothing can be sent either.</summary>
    Broken = 1 << 14,
}

/// <summary>What is remembered of one descriptor: half a cache line.</summary>
internal struct RingEntry
{
    /// <summary>Counts the lives of this number; requests carry its low 24 bits.</summary>
    public uint Life;
    public RingFlags Flags;
    public Ready Pending;
    public byte QueueCount;

    /// <summary>Small bursts in a row after which a connection in bulk counts as one no more.</summary>
    public byte BulkCredit;

    /// <summary>Filled buffers that nobody has received yet, oldest first.</summary>
    public ushort QueueFirst;
    public ushort QueueLast;

    /// <summary>Why receiving ended, negated, until it was told.</summary>
    public short ReceiveErrno;
    public short SendErrno;

    /// <summary>The slot of the message on its way, plus one; 0: none.</summary>
    public int SlotPlusOne;

    /// <summary>Bytes read since the last time that nothing was left.</summary>
    public int BurstBytes;

    /// <summary>Requests with the kernel that name this descriptor.</summary>
    public int Outstanding;

    public readonly bool Has(RingFlags flags) => (Flags & flags) != 0;
}
