using System.Runtime.InteropServices;
using Weir.Kernel.Ring;

namespace Weir.Kernel.Calls;

public static unsafe partial class Sys
{
    internal const uint IORING_SETUP_CQSIZE = 1u << 3;
    internal const uint IORING_SETUP_SUBMIT_ALL = 1u << 7;
    internal const uint IORING_SETUP_SINGLE_ISSUER = 1u << 12;
    internal const uint IORING_SETUP_DEFER_TASKRUN = 1u << 13;
    internal const uint IORING_FEAT_SINGLE_MMAP = 1u << 0;
    internal const uint IORING_FEAT_NODROP = 1u << 1;
    internal const uint IORING_FEAT_EXT_ARG = 1u << 8;
    internal const uint IORING_FEAT_CQE_SKIP = 1u << 11;
    internal const uint IORING_ENTER_GETEVENTS = 1u << 0;
    internal const uint IORING_ENTER_EXT_ARG = 1u << 3;
    internal const uint IORING_REGISTER_PBUF_RING = 22;
    internal const long IORING_OFF_SQ_RING = 0;
    internal const long IORING_OFF_SQES = 0x10000000;

    internal const byte IORING_OP_POLL_ADD = 6;
    internal const byte IORING_OP_ASYNC_CANCEL = 14;
    internal const byte IORING_OP_SEND = 26;
    internal const byte IORING_OP_RECV = 27;
    internal const byte IOSQE_BUFFER_SELECT = 1 << 5;
    internal const byte IOSQE_CQE_SKIP_SUCCESS = 1 << 6;
    internal const ushort IORING_RECV_MULTISHOT = 1 << 1;
    internal const uint IORING_POLL_ADD_MULTI = 1u << 0;
    internal const uint IORING_CQE_F_BUFFER = 1u << 0;
    internal const uint IORING_CQE_F_MORE = 1u << 1;
    internal const int IORING_CQE_BUFFER_SHIFT = 16;
    internal const uint IORING_SQ_CQ_OVERFLOW = 1u << 1;
    internal const int MSG_WAITALL = 0x100;

    private const long RingSetupNumber = 425;
    private const long RingEnterNumber = 426;
    private const long RingRegisterNumber = 427;
    private const int MapPopulated = 0x8000;

    /// <summary>
    /// A new ring of the calling thread. Below 0: an errno, negated (ENOSYS and EPERM: not on this box).
    /// </summary>
    internal static int RingSetup(uint entries, RingParameters* parameters) =>
        Errno.Checked(syscall(RingSetupNumber, (nint)entries, (nint)parameters, 0, 0));

    /// <summary>
    /// Submits, and waits for <paramref name="completions"/>. Returns how many were submitted, or an errno,
    /// negated.
    /// </summary>
    internal static int RingEnter(int ring, uint submit, uint completions, uint flags, RingWait* wait) =>
        Errno.Checked(syscall(
            RingEnterNumber,
            ring,
            (nint)submit,
            (nint)completions,
            (nint)flags,
            (nint)wait,
            sizeof(RingWait)));

    internal static int RingRegister(int ring, uint what, void* argument, uint count) =>
        Errno.Checked(syscall(RingRegisterNumber, ring, (nint)what, (nint)argument, (nint)count));

    /// <summary>Maps a part of a ring; null when that fails.</summary>
    internal static byte* MapRing(int ring, long offset, long bytes)
    {
        void* memory = mmap(null, (nuint)bytes, ProtectReadWrite, MapShared | MapPopulated, ring, offset);
        return (nint)memory == -1 ? null : (byte*)memory;
    }

    // Variadic in C. On x86-64 integers travel in the same registers either way, and libc shifts them for the
    // kernel.
    [LibraryImport("libc")]
    private static partial nint syscall(long number, nint first, nint second, nint third, nint fourth);

    [LibraryImport("libc")]
    private static partial nint syscall(
        long number, nint first, nint second, nint third, nint fourth, nint fifth, nint sixth);
}
