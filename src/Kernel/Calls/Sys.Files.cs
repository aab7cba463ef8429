using System.Runtime.InteropServices;

namespace Weir.Kernel.Calls;

public static unsafe partial class Sys
{
    public const int EFD_NONBLOCK = 0x800;
    public const int EFD_CLOEXEC = 0x80000;
    public const int RLIMIT_NOFILE = 7;
    public const int O_WRONLY = 1;
    public const int O_NOCTTY = 0x100;
    public const int O_NONBLOCK = 0x800;
    public const int O_CLOEXEC = 0x80000;
    public const int SEEK_CUR = 1;

    [LibraryImport("libc", EntryPoint = "open")]
    public static partial int Open(byte* path, int flags, int mode);

    /// <summary>lseek(2): ESPIPE on what has no position, such as pipes, sockets and terminals.</summary>
    [LibraryImport("libc", EntryPoint = "lseek")]
    public static partial long Seek(int fd, long offset, int whence);

    /// <summary>
    /// close(2). On Linux the number is free afterwards whatever is returned: never call it twice.
    /// </summary>
    [LibraryImport("libc", EntryPoint = "close"), SuppressGCTransition]
    public static partial int Close(int fd);

    [LibraryImport("libc", EntryPoint = "eventfd"), SuppressGCTransition]
    public static partial int EventFd(uint initial, int flags);

    [LibraryImport("libc", EntryPoint = "getrlimit"), SuppressGCTransition]
    public static partial int GetRLimit(int resource, RLimit* into);

    [LibraryImport("libc", EntryPoint = "setrlimit"), SuppressGCTransition]
    public static partial int SetRLimit(int resource, RLimit* from);

    /// <summary>How many descriptors this process may have: the soft RLIMIT_NOFILE.</summary>
    public static int DescriptorLimit()
    {
        RLimit limit;
        return GetRLimit(RLIMIT_NOFILE, &limit) == 0 ? (int)ulong.Min(limit.Soft, int.MaxValue) : 1024;
    }
}
