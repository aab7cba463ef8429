using Weir.Ground.Net;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;

namespace Weir.Kernel.Sockets;

/// <summary>Opens the TCP sockets that lead to servers.</summary>
public static unsafe class DialSocket
{
    /// <summary>
    /// Begins to connect, non-blocking and without Nagle's delay. The attempt's end is announced by the
    /// socket becoming writable.
    /// </summary>
    /// <returns>The descriptor; below 0 why not, as <see cref="DialFailure"/> reads it.</returns>
    public static int Open(in IpEndpoint to, in DialOptions options)
    {
        const int Type = Sys.SOCK_STREAM | Sys.SOCK_NONBLOCK | Sys.SOCK_CLOEXEC;
        int fd = Errno.Checked(Sys.Socket(SocketAddress.FamilyOf(to), Type, 0));
        if (fd < 0)
        {
            return fd;
        }

        int failure = Sys.SetOption(fd, Sys.IPPROTO_TCP, Sys.TCP_NODELAY, 1);
        if (failure == 0 && (options.Traits != SocketTraits.None || options.Device is not null))
        {
            failure = SocketSetting.Apply(fd, options.Traits, options.Device, to.Family);
            failure = failure < 0 ? DialFailure.OfSource(failure) : 0;
        }

        if (failure == 0 && options.Source.Family != IpFamily.None)
        {
            failure = BindTo(fd, options.Source);
            failure = failure < 0 ? DialFailure.OfSource(failure) : 0;
        }

        if (failure == 0)
        {
            byte* raw = stackalloc byte[SocketAddress.MaxBytes];
            uint length = SocketAddress.Write(to, raw);
            failure = Errno.Checked(Sys.Connect(fd, raw, length));
        }

        if (failure is 0 or -Errno.EINPROGRESS)
        {
            return fd;
        }

        Sys.Close(fd);
        return failure;
    }

    /// <summary>
    /// 0 when the connection stands, else why not, as an errno, negated. Reading it clears it.
    /// </summary>
    public static int ResultOf(int fd)
    {
        int error = 0;
        uint length = sizeof(int);
        int failure = Errno.Checked(Sys.GetSockOpt(fd, Sys.SOL_SOCKET, Sys.SO_ERROR, &error, &length));
        return failure < 0 ? failure : -error;
    }

    private static int BindTo(int fd, in IpEndpoint source)
    {
        if (source.Port == 0)
        {
            // Without it bind() takes one port of the box for itself, and 28,000 connections to all servers
            // together exhaust them; with it connect() picks a port that is free towards that server.
            int failure = Sys.SetOption(fd, Sys.IPPROTO_IP, Sys.IP_BIND_ADDRESS_NO_PORT, 1);
            if (failure < 0)
            {
                return failure;
            }
        }
        else
        {
            int failure = Sys.SetOption(fd, Sys.SOL_SOCKET, Sys.SO_REUSEADDR, 1);
            if (failure < 0)
            {
                return failure;
            }
        }

        byte* raw = stackalloc byte[SocketAddress.MaxBytes];
        uint length = SocketAddress.Write(source, raw);
        return Errno.Checked(Sys.Bind(fd, raw, length));
    }
}
