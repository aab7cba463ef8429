using System;
using System.Runtime.InteropServices;

namespace Weir.Kernel.Calls;

/// <summary>Descriptors of any kind. Every call returns its result, or an errno negated.</summary>
public static unsafe partial class Sys
{
    private const int DuplicateCloseOnExec = 1030;
    private const int GetDescriptorFlags = 1;
    private const int SetDescriptorFlags = 2;
    private const uint SpliceMove = 1;
    private const uint SpliceNonBlocking = 2;

    /// <summary>Bytes read; 0 is the end.</summary>
    public static int Read(int descriptor, Span<byte> into)
    {
        fixed (byte* bytes = into)
        {
            return Errno.Checked(read(descriptor, bytes, (nuint)into.Length));
        }
    }

    /// <summary>Bytes written, possibly fewer than given.</summary>
    public static int Write(int descriptor, ReadOnlySpan<byte> from)
    {
        fixed (byte* bytes = from)
        {
            return Errno.Checked(write(descriptor, bytes, (nuint)from.Length));
        }
    }

    /// <summary>
    /// A second descriptor of the same file, not below <paramref name="lowest"/>, closed on exec.
    /// </summary>
    public static int Duplicate(int descriptor, int lowest) =>
        Errno.Checked(fcntl(descriptor, DuplicateCloseOnExec, lowest));

    /// <summary>
    /// Makes <paramref name="to"/> name the same file as <paramref name="from"/>; it stays open on exec.
    /// </summary>
    public static int DuplicateOnto(int from, int to) => Errno.Checked(dup2(from, to));

    /// <summary>True when the number is an open descriptor.</summary>
    public static bool IsOpen(int descriptor) => fcntl(descriptor, GetDescriptorFlags, 0) >= 0;

    public static int SetCloseOnExec(int descriptor) =>
        Errno.Checked(fcntl(descriptor, SetDescriptorFlags, 1));

    public static int SetKeptOnExec(int descriptor) =>
        Errno.Checked(fcntl(descriptor, SetDescriptorFlags, 0));

    /// <summary>
    /// A pair of connected sockets that keep message borders and tell when the other end is gone.
    /// </summary>
    public static int MessagePair(out int first, out int second) =>
        Pair(SOCK_SEQPACKET | SOCK_CLOEXEC, out first, out second);

    /// <summary>A pair of connected sockets that carry bytes, non-blocking.</summary>
    public static int StreamPair(out int first, out int second) =>
        Pair(SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, out first, out second);

    /// <summary>
    /// Waits for one of <paramref name="watched"/>; -1 waits for ever. Returns how many are ready.
    /// </summary>
    public static int Poll(Span<Watched> watched, int timeoutMs)
    {
        fixed (Watched* all = watched)
        {
            return Errno.Checked(poll(all, (nuint)watched.Length, timeoutMs));
        }
    }

    /// <summary>
    /// A pipe: what is written to <paramref name="writeEnd"/> is read from <paramref name="readEnd"/>.
    /// </summary>
    public static int Pipe(out int readEnd, out int writeEnd)
    {
        int* pair = stackalloc int[2];
        int result = Errno.Checked(pipe2(pair, O_CLOEXEC));
        (readEnd, writeEnd) = (pair[0], pair[1]);
        return result;
    }

    /// <summary>
    /// Moves bytes between a pipe and a non-blocking socket, whichever way, without copying them to us. Never
    /// blocks. Bytes moved, 0 at the end of the source's stream.
    /// </summary>
    public static int Splice(int from, int to, int count) =>
        Errno.Checked(splice(from, null, to, null, (nuint)count, SpliceMove | SpliceNonBlocking));

    /// <summary>
    /// A counter that becomes readable when <see cref="CallOn"/> adds to it. Non-blocking; below 0 an errno,
    /// negated.
    /// </summary>
    public static int CallDescriptor() => Errno.Checked(EventFd(0, EFD_CLOEXEC | EFD_NONBLOCK));

    /// <summary>
    /// Makes a call descriptor readable. It fails only when the counter is full, and then it is readable.
    /// </summary>
    public static void CallOn(int descriptor)
    {
        ulong one = 1;
        write(descriptor, &one, sizeof(ulong));
    }

    /// <summary>Takes all calls made so far: the descriptor is no longer readable.</summary>
    public static void TakeCalls(int descriptor)
    {
        ulong count;
        read(descriptor, &count, sizeof(ulong));
    }

    private static int Pair(int type, out int first, out int second)
    {
        int* pair = stackalloc int[2];
        int result = Errno.Checked(socketpair(AF_UNIX, type, 0, pair));
        (first, second) = (pair[0], pair[1]);
        return result;
    }

    [LibraryImport("libc")]
    private static partial nint read(int descriptor, void* into, nuint count);

    [LibraryImport("libc")]
    private static partial nint write(int descriptor, void* from, nuint count);

    [LibraryImport("libc"), SuppressGCTransition]
    private static partial nint splice(
        int from, long* fromOffset, int to, long* toOffset, nuint count, uint flags);

    [LibraryImport("libc")]
    private static partial int fcntl(int descriptor, int command, long argument);

    [LibraryImport("libc")]
    private static partial int dup2(int from, int to);

    [LibraryImport("libc")]
    private static partial int socketpair(int family, int type, int protocol, int* pair);

    [LibraryImport("libc")]
    private static partial int pipe2(int* pair, int flags);

    [LibraryImport("libc")]
    private static partial int poll(Watched* watched, nuint count, int timeoutMs);
}
