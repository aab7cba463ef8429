using System;
using System.Runtime.CompilerServices;
using Weir.Ground.Check;
using Weir.Ground.Net;
using Weir.Kernel.Calls;

namespace Weir.Kernel.Sockets;

/// <summary>
/// What is done to a connection at once, without waiting. Results below 0 are errnos, negated.
/// </summary>
internal static unsafe class StreamSocket
{
    /// <summary>
    /// Up to here one copied piece costs less than two that the kernel has to look up (0.25 us at 200 bytes,
    /// nothing from 2,000 on).
    /// </summary>
    private const int JoinedMost = 512;

    /// <summary>
    /// Takes Nagle's delay from a socket. Who connects to a listening one inherits that (Linux), which saves
    /// a call for each; those who waited in its queue before keep the delay.
    /// </summary>
    public static void SendAtOnce(int fd)
    {
        // Fails on a unix socket only, which has no such delay.
        Sys.SetOption(fd, Sys.IPPROTO_TCP, Sys.TCP_NODELAY, 1);
    }

    /// <summary>Takes one waiting connection, non-blocking.</summary>
    public static int Accept(int listener, out IpEndpoint peer)
    {
        byte* raw = stackalloc byte[SocketAddress.MaxBytes];
        uint length = SocketAddress.MaxBytes;
        int fd = Errno.Checked(Sys.Accept4(listener, raw, &length, Sys.SOCK_NONBLOCK | Sys.SOCK_CLOEXEC));
        if (fd < 0)
        {
            peer = default;
            return fd;
        }

        peer = SocketAddress.Read(raw, uint.Min(length, SocketAddress.MaxBytes));
        return fd;
    }

    /// <summary>Bytes received; 0 is the end of the stream.</summary>
    public static int Receive(int fd, byte* into, int count) =>
        Errno.Checked(Sys.Recv(fd, into, (nuint)count, Sys.MSG_DONTWAIT));

    /// <summary>Bytes taken of both pieces, in order; 0 when there is no room.</summary>
    public static int Send(int fd, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        const int Flags = Sys.MSG_DONTWAIT | Sys.MSG_NOSIGNAL;
        int sent;
        fixed (byte* one = first)
        fixed (byte* two = second)
        {
            sent = second.IsEmpty
                ? Errno.Checked(Sys.Send(fd, one, (nuint)first.Length, Flags))
                : first.Length + second.Length <= JoinedMost ? SendJoined(fd, first, second)
                : SendBoth(fd, new IoVec { Start = one, Length = (nuint)first.Length },
                    new IoVec { Start = two, Length = (nuint)second.Length });
        }

        return sent == -Errno.EAGAIN ? 0 : sent;
    }

    /// <summary>
    /// Closes; with <paramref name="reset"/> what is unsent is thrown away and the peer gets a reset.
    /// </summary>
    public static void Close(int fd, bool reset)
    {
        if (reset)
        {
            Linger now = new() { OnOff = 1, Seconds = 0 };
            Sys.SetSockOpt(fd, Sys.SOL_SOCKET, Sys.SO_LINGER, &now, (uint)sizeof(Linger));
        }

        if (Sys.Close(fd) != 0)
        {
            Must.Hold(Errno.Last() != Errno.EBADF); // closed twice: the number may be somebody else's by now
            Odd.Seen(OddKind.CloseFailed);
        }
    }

    [SkipLocalsInit]
    private static int SendJoined(int fd, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        byte* joined = stackalloc byte[JoinedMost];
        int length = first.Length + second.Length;
        first.CopyTo(new Span<byte>(joined, JoinedMost));
        second.CopyTo(new Span<byte>(joined + first.Length, second.Length));
        return Errno.Checked(Sys.Send(fd, joined, (nuint)length, Sys.MSG_DONTWAIT | Sys.MSG_NOSIGNAL));
    }

    private static int SendBoth(int fd, IoVec first, IoVec second)
    {
        IoVec* pieces = stackalloc IoVec[2] { first, second };
        MsgHdr message = new() { Pieces = pieces, PieceCount = 2 };
        return Errno.Checked(Sys.SendMsg(fd, &message, Sys.MSG_DONTWAIT | Sys.MSG_NOSIGNAL));
    }
}
