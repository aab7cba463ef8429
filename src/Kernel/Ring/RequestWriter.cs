using Weir.Kernel.Calls;

namespace Weir.Kernel.Ring;

/// <summary>
/// How each kind of request is spelt.
/// <code>
///   datum   63 .. 56 | 55 ........ 32 | 31 ........ 0
///           operation|  life          | descriptor      a life that has passed makes a completion stale
/// </code>
/// </summary>
internal static unsafe class RequestWriter
{
    public const uint LifeMask = 0xFFFFFF;

    private const uint PollInEvents = Sys.EPOLLIN | Sys.EPOLLRDHUP;

    public static ulong Datum(RingOperation operation, uint life, int fd) =>
        ((ulong)operation << 56) | ((ulong)(life & LifeMask) << 32) | (uint)fd;

    public static RingOperation OperationOf(ulong datum) => (RingOperation)(datum >> 56);

    public static uint LifeOf(ulong datum) => (uint)(datum >> 32) & LifeMask;

    public static int FdOf(ulong datum) => (int)(uint)datum;

    public static void Receive(Submission* into, int fd)
    {
        into->Operation = Sys.IORING_OP_RECV;
        into->Fd = fd;
        into->Flags = Sys.IOSQE_BUFFER_SELECT;
        into->Priority = Sys.IORING_RECV_MULTISHOT;
    }

    /// <remarks>
    /// DONTWAIT makes the enter try once and never leave the request behind in the kernel; WAITALL makes a
    /// part a failure; and only failures complete. So after the enter silence means that all of it was sent.
    /// </remarks>
    public static void Send(Submission* into, int fd, byte* bytes, int count)
    {
        into->Operation = Sys.IORING_OP_SEND;
        into->Fd = fd;
        into->Flags = Sys.IOSQE_CQE_SKIP_SUCCESS;
        into->Address = (ulong)bytes;
        into->Length = (uint)count;
        into->OperationFlags = Sys.MSG_DONTWAIT | Sys.MSG_WAITALL | Sys.MSG_NOSIGNAL;
    }

    /// <summary>A request to send that the kernel has not seen yet completes when it succeeds, too.</summary>
    public static void Tell(Submission* send) =>
        send->Flags &= unchecked((byte)~Sys.IOSQE_CQE_SKIP_SUCCESS);

    public static void PollIn(Submission* into, int fd) => Poll(into, fd, PollInEvents, 0);

    public static void PollOut(Submission* into, int fd) => Poll(into, fd, Sys.EPOLLOUT, 0);

    public static void PollListener(Submission* into, int fd) =>
        Poll(into, fd, Sys.EPOLLIN, Sys.IORING_POLL_ADD_MULTI);

    /// <summary>
    /// Ends the request with this datum. By datum and not by descriptor: the kernel finds it by a hash.
    /// </summary>
    public static void Cancel(Submission* into, ulong datum)
    {
        into->Operation = Sys.IORING_OP_ASYNC_CANCEL;
        into->Flags = Sys.IOSQE_CQE_SKIP_SUCCESS;
        into->Fd = -1;
        into->Address = datum;
    }

    private static void Poll(Submission* into, int fd, uint events, uint flags)
    {
        into->Operation = Sys.IORING_OP_POLL_ADD;
        into->Fd = fd;
        into->Length = flags;
        into->OperationFlags = events;
    }
}
