using System;
using System.Globalization;
using System.Text;
using Weir.Kernel.Calls;

namespace Weir.Kernel.Sockets;

/// <summary>Opens the unix sockets that connections arrive on.</summary>
public static unsafe class UnixListenSocket
{
    /// <summary>
    /// Listens at a path, non-blocking, closed on exec. The socket is made under another name beside it and
    /// renamed once it listens and has its rights: whoever connects finds the former one or this, never none,
    /// and nobody without the right to is let in for a moment. A socket that lies there is replaced, whether
    /// somebody listens at it or not; anything else stays, and is EADDRINUSE.
    /// </summary>
    /// <returns>The descriptor; below 0 an errno, negated.</returns>
    public static int Open(string path, in UnixAccess access, int backlog)
    {
        byte[] name = Encoding.UTF8.GetBytes(path + '\0');
        string own = Sys.GetProcessId().ToString(CultureInfo.InvariantCulture);
        byte[] aside = Encoding.UTF8.GetBytes($"{path}.{own}.tmp\0");
        if (aside.Length > SockAddrUn.PathMax + 1)
        {
            return -Errno.ENAMETOOLONG;
        }

        if (Sys.IsSocket(name) == 0)
        {
            return -Errno.EADDRINUSE;
        }

        Sys.RemoveFile(aside);
        int fd = Bind(aside);
        if (fd < 0)
        {
            return fd;
        }

        int failure = Publish(fd, aside, name, access, backlog);
        if (failure >= 0)
        {
            return fd;
        }

        Sys.RemoveFile(aside);
        Sys.Close(fd);
        return failure;
    }

    /// <summary>
    /// Listens at a name of the abstract space, which no file has and everybody may connect to (unix(7)). The
    /// name is filled up with NULs, as HAProxy's are: clients have to do the same.
    /// </summary>
    /// <returns>The descriptor; below 0 an errno, negated.</returns>
    public static int OpenAbstract(string name, int backlog)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(name);
        if (bytes.Length > SockAddrUn.PathMax)
        {
            return -Errno.ENAMETOOLONG;
        }

        byte[] whole = new byte[SockAddrUn.PathMax + 1];
        bytes.CopyTo(whole, 1);
        int fd = Bind(whole);
        int failure = fd < 0 ? fd : Errno.Checked(Sys.Listen(fd, backlog));
        if (failure < 0 && fd >= 0)
        {
            Sys.Close(fd);
        }

        return failure < 0 ? failure : fd;
    }

    /// <param name="name">With its NUL at the end, or at the start of an abstract one.</param>
    private static int Bind(ReadOnlySpan<byte> name)
    {
        const int Type = Sys.SOCK_STREAM | Sys.SOCK_NONBLOCK | Sys.SOCK_CLOEXEC;
        SockAddrUn address = new() { Family = Sys.AF_UNIX };
        name.CopyTo(new Span<byte>(address.Path, SockAddrUn.PathMax + 1));
        int fd = Errno.Checked(Sys.Socket(Sys.AF_UNIX, Type, 0));
        int failure = fd < 0
            ? fd
            : Errno.Checked(Sys.Bind(fd, &address, sizeof(ushort) + (uint)name.Length));
        if (failure < 0 && fd >= 0)
        {
            Sys.Close(fd);
        }

        return failure < 0 ? failure : fd;
    }

    private static int Publish(int fd, byte[] aside, byte[] name, UnixAccess access, int backlog)
    {
        int failure = 0;
        if (access.User is not null || access.Group is not null)
        {
            failure = Sys.ChangeOwner(
                aside, access.User ?? Sys.SameOwner, access.Group ?? Sys.SameOwner);
        }

        if (failure == 0 && access.Mode is { } mode)
        {
            failure = Sys.ChangeMode(aside, mode);
        }

        if (failure == 0)
        {
            failure = Errno.Checked(Sys.Listen(fd, backlog)); // before, whoever tries is refused
        }

        return failure == 0 ? Sys.Rename(aside, name) : failure;
    }
}
