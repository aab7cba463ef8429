using Weir.Ground.Net;
using Weir.Kernel.Calls;

namespace Weir.Kernel.Sockets;

/// <summary>Options of sockets, of those that connect and those that listen alike.</summary>
internal static unsafe class SocketSetting
{
    private const SocketTraits EveryTrait =
        SocketTraits.KeepAlive | SocketTraits.SlowAck | SocketTraits.Foreign | SocketTraits.Deferred;

    /// <summary>Seconds that a client may be silent before it is accepted nevertheless.</summary>
    private const int DeferredSeconds = 60;

    /// <summary>
    /// Asks a new socket for these; 0, or the errno of the first that is refused, negated.
    /// </summary>
    public static int Apply(int fd, SocketTraits traits, byte[]? device, IpFamily family)
    {
        int failure = device is null ? 0 : BindToDevice(fd, device);
        return failure == 0 ? Set(fd, traits, traits, family) : failure;
    }

    /// <summary>Asks a socket for these and for none of the others, whatever it had before.</summary>
    public static int Change(int fd, SocketTraits traits, byte[]? device, IpFamily family)
    {
        int failure = BindToDevice(fd, device ?? [0]);
        return failure == 0 ? Set(fd, traits, EveryTrait, family) : failure;
    }

    /// <summary>Asks for each of <paramref name="among"/> to be, or not to be.</summary>
    private static int Set(int fd, SocketTraits traits, SocketTraits among, IpFamily family)
    {
        int failure = 0;
        for (int left = (int)among; left != 0 && failure == 0; left &= left - 1)
        {
            SocketTraits trait = (SocketTraits)(left & -left);
            int value = (traits & trait) != 0 ? 1 : 0;
            failure = trait switch
            {
                SocketTraits.KeepAlive => Sys.SetOption(fd, Sys.SOL_SOCKET, Sys.SO_KEEPALIVE, value),
                SocketTraits.SlowAck => Sys.SetOption(fd, Sys.IPPROTO_TCP, Sys.TCP_QUICKACK, 1 - value),
                SocketTraits.Deferred =>
                    Sys.SetOption(fd, Sys.IPPROTO_TCP, Sys.TCP_DEFER_ACCEPT, value * DeferredSeconds),
                _ when family == IpFamily.V6 =>
                    Sys.SetOption(fd, Sys.IPPROTO_IPV6, Sys.IPV6_TRANSPARENT, value),
                _ => Sys.SetOption(fd, Sys.IPPROTO_IP, Sys.IP_TRANSPARENT, value),
            };
        }

        return failure;
    }

    /// <summary>A NUL is behind the name; nothing but that: to every device.</summary>
    private static int BindToDevice(int fd, byte[] name)
    {
        fixed (byte* text = name)
        {
            return Errno.Checked(
                Sys.SetSockOpt(fd, Sys.SOL_SOCKET, Sys.SO_BINDTODEVICE, text, (uint)name.Length));
        }
    }
}
