using System;
using Weir.Ground.Net;
using Weir.Kernel.Calls;

namespace Weir.Kernel.Sockets;

/// <summary>Opens the TCP sockets that connections arrive on.</summary>
public static unsafe class ListenSocket
{
    /// <summary>
    /// Binds and listens at <paramref name="at"/> (port 0: the kernel's choice), non-blocking, closed on
    /// exec. Every worker opens its own at the same address: SO_REUSEPORT spreads connections evenly, which a
    /// shared one does not.
    /// </summary>
    /// <returns>The descriptor; below 0 an errno, negated.</returns>
    public static int Open(in IpEndpoint at, int backlog) => Open(at, new ListenOptions(backlog));

    /// <inheritdoc cref="Open(in IpEndpoint, int)"/>
    public static int Open(in IpEndpoint at, ListenOptions options)
    {
        int fd = Bind(at, options);
        if (fd < 0)
        {
            return fd;
        }

        int failure = Errno.Checked(Sys.Listen(fd, options.Backlog));
        return failure < 0 ? CloseAfter(fd, failure) : fd;
    }

    /// <summary>
    /// Gives a listening socket another length of queue, and asks for what is asked for now and nothing that
    /// was before; who waits in it stays. Returns the socket: what is refused, or can only be had from the
    /// beginning, leaves it as it was.
    /// </summary>
    public static int ListenAgain(int fd, IpFamily family, ListenOptions options)
    {
        _ = SocketSetting.Change(fd, options.Traits, options.Device, family);
        _ = Sys.SetOption(fd, Sys.IPPROTO_TCP, Sys.TCP_MAXSEG, options.SegmentBytes);
        _ = Sys.Listen(fd, options.Backlog);
        return fd;
    }

    /// <summary>The same without listening: the address is taken, but connections are refused.</summary>
    /// <returns>The descriptor; below 0 an errno, negated.</returns>
    public static int Bind(in IpEndpoint at) => Bind(at, new ListenOptions(0));

    private static int Bind(in IpEndpoint at, ListenOptions options)
    {
        const int Type = Sys.SOCK_STREAM | Sys.SOCK_NONBLOCK | Sys.SOCK_CLOEXEC;
        int fd = Errno.Checked(Sys.Socket(SocketAddress.FamilyOf(at), Type, 0));
        if (fd < 0)
        {
            return fd;
        }

        int failure = Prepare(fd, at, options);
        return failure < 0 ? CloseAfter(fd, failure) : fd;
    }

    /// <summary>
    /// Ends the listening, for every process that holds the socket; the address stays bound. Who waits in the
    /// queue is reset. A unix socket, or one that does not listen, stays as it is.
    /// </summary>
    public static void End(int fd)
    {
        // A second shutdown would leave its mark, which connections inherit: each would begin at its end.
        if (IsListening(fd))
        {
            Sys.Shutdown(fd, Sys.SHUT_RD);
        }
    }

    /// <summary>
    /// Listens again at the address that the socket has kept; below 0 an errno, negated: EADDRINUSE when
    /// somebody else listens there by now.
    /// </summary>
    public static int Resume(int fd, int backlog)
    {
        if (IsListening(fd))
        {
            return 0;
        }

        // Two processes may have ended it at once, see above: this takes the mark away, and nothing else.
        byte* nowhere = stackalloc byte[SocketAddress.MaxBytes];
        new Span<byte>(nowhere, SocketAddress.MaxBytes).Clear();
        Sys.Connect(fd, nowhere, SocketAddress.MaxBytes);
        return Errno.Checked(Sys.Listen(fd, backlog));
    }

    public static bool IsListening(int fd)
    {
        int value = 0;
        uint length = sizeof(int);
        return Sys.GetSockOpt(fd, Sys.SOL_SOCKET, Sys.SO_ACCEPTCONN, &value, &length) == 0 && value != 0;
    }

    private static int Prepare(int fd, in IpEndpoint at, ListenOptions options)
    {
        int failure = SocketSetting.Apply(fd, options.Traits, options.Device, at.Family);
        if (failure == 0 && options.SegmentBytes > 0)
        {
            failure = Sys.SetOption(fd, Sys.IPPROTO_TCP, Sys.TCP_MAXSEG, options.SegmentBytes);
        }

        if (failure == 0)
        {
            failure = Sys.SetOption(fd, Sys.SOL_SOCKET, Sys.SO_REUSEADDR, 1);
        }

        if (failure == 0)
        {
            failure = Sys.SetOption(fd, Sys.SOL_SOCKET, Sys.SO_REUSEPORT, 1);
        }

        if (failure == 0)
        {
            StreamSocket.SendAtOnce(fd);
        }

        // An IPv6 wildcard would take the IPv4 port too, and peers would look like ::ffff:192.0.2.1.
        if (failure == 0 && at.Family == IpFamily.V6)
        {
            failure = Sys.SetOption(fd, Sys.IPPROTO_IPV6, Sys.IPV6_V6ONLY, options.TakesIpv4 ? 0 : 1);
        }

        if (failure < 0)
        {
            return failure;
        }

        byte* raw = stackalloc byte[SocketAddress.MaxBytes];
        uint length = SocketAddress.Write(at, raw);
        return Errno.Checked(Sys.Bind(fd, raw, length));
    }

    private static int CloseAfter(int fd, int failure)
    {
        Sys.Close(fd);
        return failure;
    }
}
