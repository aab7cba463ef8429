using System;
using System.Buffers.Binary;
using Weir.Ground.Check;
using Weir.Ground.Net;
using Weir.Kernel.Calls;

namespace Weir.Kernel.Sockets;

/// <summary>Between <see cref="IpEndpoint"/> and the kernel's sockaddr.</summary>
public static unsafe class SocketAddress
{
    /// <summary>Room for any IP address of the kernel: sizeof(sockaddr_in6).</summary>
    public const int MaxBytes = 28;

    /// <summary>AF_INET or AF_INET6.</summary>
    public static int FamilyOf(in IpEndpoint endpoint)
    {
        Must.Hold(endpoint.Family != IpFamily.None);
        return endpoint.Family == IpFamily.V4 ? Sys.AF_INET : Sys.AF_INET6;
    }

    /// <summary>
    /// Writes the sockaddr of <paramref name="endpoint"/> (at most <see cref="MaxBytes"/>); returns its
    /// length.
    /// </summary>
    public static uint Write(in IpEndpoint endpoint, void* into)
    {
        Must.Hold(endpoint.Family != IpFamily.None);
        if (endpoint.Family == IpFamily.V4)
        {
            *(SockAddrIn*)into = new SockAddrIn
            {
                Family = Sys.AF_INET,
                Port = BinaryPrimitives.ReverseEndianness(endpoint.Port),
                Address = BinaryPrimitives.ReverseEndianness((uint)endpoint.Low),
            };
            return (uint)sizeof(SockAddrIn);
        }

        SockAddrIn6* six = (SockAddrIn6*)into;
        *six = new SockAddrIn6
        {
            Family = Sys.AF_INET6,
            Port = BinaryPrimitives.ReverseEndianness(endpoint.Port),
        };
        BinaryPrimitives.WriteUInt64BigEndian(new Span<byte>(six->Address, 8), endpoint.High);
        BinaryPrimitives.WriteUInt64BigEndian(new Span<byte>(six->Address + 8, 8), endpoint.Low);
        return (uint)sizeof(SockAddrIn6);
    }

    /// <summary>
    /// The address that the kernel wrote; None for what is not an IP address (a unix socket).
    /// </summary>
    public static IpEndpoint Read(void* from, uint length)
    {
        if (length < sizeof(ushort))
        {
            return default;
        }

        switch (*(ushort*)from)
        {
            case Sys.AF_INET when length >= sizeof(SockAddrIn):
                SockAddrIn* four = (SockAddrIn*)from;
                return IpEndpoint.V4(
                    BinaryPrimitives.ReverseEndianness(four->Address),
                    BinaryPrimitives.ReverseEndianness(four->Port));
            case Sys.AF_INET6 when length >= sizeof(SockAddrIn6):
                SockAddrIn6* six = (SockAddrIn6*)from;
                return IpEndpoint.V6(
                    new ReadOnlySpan<byte>(six->Address, 16),
                    BinaryPrimitives.ReverseEndianness(six->Port));
            default:
                return default;
        }
    }

    /// <summary>The address that a socket is bound to; None when it has none.</summary>
    public static IpEndpoint LocalOf(int fd)
    {
        byte* raw = stackalloc byte[MaxBytes];
        uint length = MaxBytes;
        return Sys.GetSockName(fd, raw, &length) == 0 ? Read(raw, uint.Min(length, MaxBytes)) : default;
    }

    /// <summary>
    /// Where the peer of an accepted socket wanted to go, if netfilter has led it here from there
    /// (SO_ORIGINAL_DST); else the address that it has reached.
    /// </summary>
    public static IpEndpoint OriginalOf(int fd)
    {
        IpEndpoint reached = LocalOf(fd);
        int level = reached.Family == IpFamily.V6 ? Sys.IPPROTO_IPV6 : Sys.IPPROTO_IP;
        byte* raw = stackalloc byte[MaxBytes];
        uint length = MaxBytes;
        return Sys.GetSockOpt(fd, level, Sys.SO_ORIGINAL_DST, raw, &length) == 0
            ? Read(raw, uint.Min(length, MaxBytes))
            : reached;
    }

    /// <summary>The address that a socket is connected to; None when it is not.</summary>
    public static IpEndpoint PeerOf(int fd)
    {
        byte* raw = stackalloc byte[MaxBytes];
        uint length = MaxBytes;
        return Sys.GetPeerName(fd, raw, &length) == 0 ? Read(raw, uint.Min(length, MaxBytes)) : default;
    }
}
