using System.Runtime.InteropServices;
using Weir.Ground.Check;

namespace Weir.Kernel.Calls;

/// <summary>sockaddr_in: <see cref="Port"/> and <see cref="Address"/> are in network order.</summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct SockAddrIn
{
    public ushort Family;
    public ushort Port;
    public uint Address;
    public fixed byte Zero[8];
}

/// <summary>sockaddr_in6: <see cref="Port"/> and <see cref="Address"/> are in network order.</summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct SockAddrIn6
{
    public ushort Family;
    public ushort Port;
    public uint FlowInfo;
    public fixed byte Address[16];
    public uint ScopeId;
}

/// <summary>
/// sockaddr_un: a path of at most 107 bytes and a NUL, or an abstract name after a leading NUL.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct SockAddrUn
{
    /// <summary>Longest path that leaves room for the NUL.</summary>
    public const int PathMax = 107;

    public ushort Family;
    public fixed byte Path[PathMax + 1];
}

/// <summary>epoll_event, which x86-64 packs to 12 bytes so that 32-bit programs share it.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public struct EpollEvent
{
    public uint Events;
    public ulong Data;
}

/// <summary>linger: on and 0 seconds makes close() send a reset and forget what is unsent.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct Linger
{
    public int OnOff;
    public int Seconds;
}

/// <summary>iovec.</summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct IoVec
{
    public byte* Start;
    public nuint Length;
}

/// <summary>msghdr.</summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct MsgHdr
{
    public void* Name;
    public uint NameLength;
    public IoVec* Pieces;
    public nuint PieceCount;
    public void* Control;
    public nuint ControlLength;
    public int Flags;
}

/// <summary>mmsghdr.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct MMsgHdr
{
    public MsgHdr Message;

    /// <summary>Bytes sent, written by the kernel.</summary>
    public uint Sent;
}

/// <summary>tm: a point in time in the local time zone.</summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct BrokenTime
{
    public int Second;
    public int Minute;
    public int Hour;
    public int Day;
    public int Month;
    public int Year;
    public int WeekDay;
    public int YearDay;
    public int IsSummer;

    /// <summary>Seconds east of UTC.</summary>
    public long Offset;
    public byte* Zone;
}

/// <summary>timespec, as the 64-bit kernel has it.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct TimeSpec
{
    public long Seconds;
    public long Nanoseconds;
}

/// <summary>rlimit: what is enforced, and how far an unprivileged process may raise it.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct RLimit
{
    public ulong Soft;
    public ulong Hard;
}

/// <summary><c>struct pollfd</c>.</summary>
public struct Watched
{
    public const short Readable = 1;
    public const short Writable = 4;
    public const short Failed = 8;
    public const short HungUp = 16;

    public int Descriptor;
    public short Wanted;
    public short Happened;
}

/// <summary>
/// <c>posix_spawn_file_actions_t</c> of glibc on x86-64: opaque, written by its own calls only.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 80)]
public struct SpawnActions
{
    private long _opaque;
}

/// <summary><c>posix_spawnattr_t</c> of glibc on x86-64: opaque, written by its own calls only.</summary>
[StructLayout(LayoutKind.Sequential, Size = 336)]
public struct SpawnAttributes
{
    private long _opaque;
}

/// <summary><c>cpu_set_t</c>: up to 1024 processors, one bit each.</summary>
public unsafe struct CpuSet
{
    public const int Max = 1024;

    private fixed ulong _bits[Max / 64];

    public readonly bool Has(int processor)
    {
        Must.Hold(processor is >= 0 and < Max); // fixed buffers are not checked
        return (_bits[processor >> 6] >> (processor & 63) & 1) != 0;
    }

    public void Add(int processor)
    {
        Must.Hold(processor is >= 0 and < Max);
        _bits[processor >> 6] |= 1ul << (processor & 63);
    }

    public readonly int Count()
    {
        int count = 0;
        for (int at = 0; at < Max / 64; at++)
        {
            count += System.Numerics.BitOperations.PopCount(_bits[at]);
        }

        return count;
    }
}

/// <summary>The beginning of <c>struct stat</c>: two files are one when these are equal.</summary>
public readonly record struct FileIdentity(ulong Device, ulong Number);
