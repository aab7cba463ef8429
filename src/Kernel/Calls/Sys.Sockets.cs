using System.Runtime.InteropServices;

namespace Weir.Kernel.Calls;

/// <summary>
/// System calls, as libc declares them: below 0 is failure, and <see cref="Errno"/> tells why. GC transitions
/// are suppressed only where a call never blocks; on sockets that means non-blocking ones, and there are no
/// others here.
/// </summary>
public static unsafe partial class Sys
{
    public const int AF_UNIX = 1;
    public const int AF_INET = 2;
    public const int AF_INET6 = 10;
    public const int SOCK_STREAM = 1;
    public const int SOCK_DGRAM = 2;
    public const int SOCK_SEQPACKET = 5;
    public const int SOCK_NONBLOCK = 0x800;
    public const int SOCK_CLOEXEC = 0x80000;

    public const int IPPROTO_IP = 0;
    public const int IPPROTO_TCP = 6;
    public const int IPPROTO_IPV6 = 41;
    public const int SOL_SOCKET = 1;
    public const int SO_REUSEADDR = 2;
    public const int SO_ERROR = 4;
    public const int SO_SNDBUF = 7;
    public const int SO_RCVBUF = 8;
    public const int SO_KEEPALIVE = 9;
    public const int SO_LINGER = 13;
    public const int SO_REUSEPORT = 15;
    public const int SO_BINDTODEVICE = 25;
    public const int SO_ACCEPTCONN = 30;
    public const int IP_TRANSPARENT = 19;
    public const int IP_BIND_ADDRESS_NO_PORT = 24;
    public const int SO_ORIGINAL_DST = 80;
    public const int IPV6_V6ONLY = 26;
    public const int IPV6_TRANSPARENT = 75;
    public const int TCP_NODELAY = 1;
    public const int TCP_MAXSEG = 2;
    public const int TCP_DEFER_ACCEPT = 9;
    public const int TCP_QUICKACK = 12;

    public const int SCM_RIGHTS = 1;

    public const int MSG_DONTWAIT = 0x40;
    public const int MSG_NOSIGNAL = 0x4000;
    public const int MSG_CMSG_CLOEXEC = 0x40000000;
    public const int SHUT_RD = 0;
    public const int SHUT_WR = 1;
    public const int SHUT_RDWR = 2;

    [LibraryImport("libc", EntryPoint = "socket"), SuppressGCTransition]
    public static partial int Socket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "bind"), SuppressGCTransition]
    public static partial int Bind(int fd, void* address, uint length);

    [LibraryImport("libc", EntryPoint = "listen"), SuppressGCTransition]
    public static partial int Listen(int fd, int backlog);

    [LibraryImport("libc", EntryPoint = "accept4"), SuppressGCTransition]
    public static partial int Accept4(int fd, void* address, uint* length, int flags);

    [LibraryImport("libc", EntryPoint = "connect"), SuppressGCTransition]
    public static partial int Connect(int fd, void* address, uint length);

    [LibraryImport("libc", EntryPoint = "shutdown"), SuppressGCTransition]
    public static partial int Shutdown(int fd, int how);

    [LibraryImport("libc", EntryPoint = "getsockname"), SuppressGCTransition]
    public static partial int GetSockName(int fd, void* address, uint* length);

    [LibraryImport("libc", EntryPoint = "getpeername"), SuppressGCTransition]
    public static partial int GetPeerName(int fd, void* address, uint* length);

    [LibraryImport("libc", EntryPoint = "setsockopt"), SuppressGCTransition]
    public static partial int SetSockOpt(int fd, int level, int name, void* value, uint length);

    [LibraryImport("libc", EntryPoint = "getsockopt"), SuppressGCTransition]
    public static partial int GetSockOpt(int fd, int level, int name, void* value, uint* length);

    [LibraryImport("libc", EntryPoint = "recv"), SuppressGCTransition]
    public static partial nint Recv(int fd, void* into, nuint count, int flags);

    [LibraryImport("libc", EntryPoint = "send"), SuppressGCTransition]
    public static partial nint Send(int fd, void* from, nuint count, int flags);

    [LibraryImport("libc", EntryPoint = "sendto"), SuppressGCTransition]
    public static partial nint SendTo(int fd, void* from, nuint count, int flags, void* address, uint length);

    [LibraryImport("libc", EntryPoint = "sendmsg"), SuppressGCTransition]
    public static partial nint SendMsg(int fd, MsgHdr* message, int flags);

    /// <summary>
    /// sendmmsg(2): returns how many were sent; an error shows only when it is the first one's.
    /// </summary>
    [LibraryImport("libc", EntryPoint = "sendmmsg"), SuppressGCTransition]
    public static partial int SendManyMsg(int fd, MMsgHdr* messages, uint count, int flags);

    [LibraryImport("libc", EntryPoint = "recvmsg"), SuppressGCTransition]
    public static partial nint RecvMsg(int fd, MsgHdr* message, int flags);

    /// <summary>Sets an option whose value is an int. Below 0: an errno, negated.</summary>
    public static int SetOption(int fd, int level, int name, int value) =>
        Errno.Checked(SetSockOpt(fd, level, name, &value, sizeof(int)));
}
