using System.Runtime.InteropServices;
using Weir.Kernel.Calls;

namespace Weir.Kernel.Ring;

/// <summary>io_uring_params: what is asked of a new ring, and where its parts lie.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct RingParameters
{
    public uint SubmissionEntries;
    public uint CompletionEntries;
    public uint Flags;
    public uint ThreadProcessor;
    public uint ThreadIdleMs;
    public uint Features;
    public uint WorkersOf;
    public uint Reserved0;
    public uint Reserved1;
    public uint Reserved2;
    public SubmissionOffsets Submission;
    public CompletionOffsets Completion;
}

/// <summary>io_sqring_offsets: bytes from the start of the mapping.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SubmissionOffsets
{
    public uint Head;
    public uint Tail;
    public uint Mask;
    public uint Entries;
    public uint Flags;
    public uint Dropped;
    public uint Array;
    public uint Reserved;
    public ulong UserAddress;
}

/// <summary>io_cqring_offsets: bytes from the start of the mapping.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct CompletionOffsets
{
    public uint Head;
    public uint Tail;
    public uint Mask;
    public uint Entries;
    public uint Overflow;
    public uint Completions;
    public uint Flags;
    public uint Reserved;
    public ulong UserAddress;
}

/// <summary>
/// io_uring_sqe: one request. Fields that share a place in C are named for the use made of them here.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
internal struct Submission
{
    public byte Operation;
    public byte Flags;
    public ushort Priority;
    public int Fd;
    public ulong Offset;

    /// <summary>The bytes; for a cancellation the data of the request that is meant.</summary>
    public ulong Address;

    /// <summary>Their count; for a poll its flags.</summary>
    public uint Length;

    /// <summary>MSG_ flags; for a poll its events.</summary>
    public uint OperationFlags;
    public ulong UserData;
    public ushort BufferGroup;
}

/// <summary>io_uring_cqe: what became of a request.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Completion
{
    public ulong UserData;
    public int Result;
    public uint Flags;
}

/// <summary>
/// io_uring_buf: a buffer given to the kernel. In the ring's first one <see cref="Tail"/> is the ring's.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ProvidedBuffer
{
    public ulong Address;
    public uint Length;
    public ushort Id;
    public ushort Tail;
}

/// <summary>io_uring_buf_reg: makes a ring of buffers known.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ProvidedRing
{
    public ulong Address;
    public uint Entries;
    public ushort Group;
    public ushort Flags;
    public ulong Reserved0;
    public ulong Reserved1;
    public ulong Reserved2;
}

/// <summary>io_uring_getevents_arg: how long to wait.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct RingWait
{
    public ulong SignalMask;
    public uint SignalMaskBytes;
    public uint Reserved;
    public TimeSpec* Timeout;
}
