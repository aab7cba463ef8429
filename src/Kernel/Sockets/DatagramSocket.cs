using System;
using Weir.Ground.Check;
using Weir.Ground.Net;
using Weir.Kernel.Calls;

namespace Weir.Kernel.Sockets;

/// <summary>
/// Sockets for log lines. They are not connected: a connected one would report, on the next line, that nobody
/// had listened to the last one.
/// </summary>
public static unsafe class DatagramSocket
{
    private const int Type = Sys.SOCK_DGRAM | Sys.SOCK_NONBLOCK | Sys.SOCK_CLOEXEC;

    /// <summary>A UDP socket of one family. Below 0: an errno, negated.</summary>
    public static int OpenUdp(IpFamily family)
    {
        Must.Hold(family != IpFamily.None);
        return Errno.Checked(Sys.Socket(family == IpFamily.V4 ? Sys.AF_INET : Sys.AF_INET6, Type, 0));
    }

    /// <summary>A unix datagram socket (for /dev/log). Below 0: an errno, negated.</summary>
    public static int OpenUnix() => Errno.Checked(Sys.Socket(Sys.AF_UNIX, Type, 0));

    /// <summary>
    /// Sends one datagram at once or not at all. Returns its length; below 0 an errno, negated.
    /// </summary>
    public static int Send(int fd, in IpEndpoint to, ReadOnlySpan<byte> bytes)
    {
        byte* raw = stackalloc byte[SocketAddress.MaxBytes];
        uint length = SocketAddress.Write(to, raw);
        fixed (byte* from = bytes)
        {
            const int Flags = Sys.MSG_DONTWAIT | Sys.MSG_NOSIGNAL;
            return Errno.Checked(Sys.SendTo(fd, from, (nuint)bytes.Length, Flags, raw, length));
        }
    }

    /// <summary>
    /// The same to a unix socket at <paramref name="path"/> (1 to 107 bytes; a leading NUL: abstract).
    /// </summary>
    public static int Send(int fd, ReadOnlySpan<byte> path, ReadOnlySpan<byte> bytes)
    {
        Must.Hold(path.Length is > 0 and <= SockAddrUn.PathMax);
        SockAddrUn to = new() { Family = Sys.AF_UNIX };
        path.CopyTo(new Span<byte>(to.Path, SockAddrUn.PathMax));

        // An abstract name ends with the length, a path with its NUL.
        uint length = (uint)(sizeof(ushort) + path.Length + (path[0] == 0 ? 0 : 1));
        fixed (byte* from = bytes)
        {
            const int Flags = Sys.MSG_DONTWAIT | Sys.MSG_NOSIGNAL;
            return Errno.Checked(Sys.SendTo(fd, from, (nuint)bytes.Length, Flags, &to, length));
        }
    }
}
