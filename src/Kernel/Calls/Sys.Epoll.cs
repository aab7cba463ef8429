using System.Runtime.InteropServices;

namespace Weir.Kernel.Calls;

public static unsafe partial class Sys
{
    public const int EPOLL_CLOEXEC = 0x80000;
    public const int EPOLL_CTL_ADD = 1;
    public const int EPOLL_CTL_DEL = 2;
    public const uint EPOLLIN = 0x1;
    public const uint EPOLLOUT = 0x4;
    public const uint EPOLLERR = 0x8;
    public const uint EPOLLHUP = 0x10;
    public const uint EPOLLRDHUP = 0x2000;
    public const uint EPOLLET = 1u << 31;

    [LibraryImport("libc", EntryPoint = "epoll_create1"), SuppressGCTransition]
    public static partial int EpollCreate(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl"), SuppressGCTransition]
    public static partial int EpollControl(int epoll, int operation, int fd, EpollEvent* what);

    /// <summary>
    /// epoll_wait with <paramref name="timeoutMs"/> 0, always: this spelling must not block.
    /// </summary>
    [LibraryImport("libc", EntryPoint = "epoll_wait"), SuppressGCTransition]
    public static partial int EpollPeek(int epoll, EpollEvent* into, int max, int timeoutMs);

    /// <summary>epoll_wait that may block.</summary>
    [LibraryImport("libc", EntryPoint = "epoll_wait")]
    public static partial int EpollWait(int epoll, EpollEvent* into, int max, int timeoutMs);
}
