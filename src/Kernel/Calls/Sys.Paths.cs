using System;
using System.Runtime.InteropServices;

namespace Weir.Kernel.Calls;

/// <summary>
/// What a path names. Paths are bytes and end in a NUL. Every call returns its result, or an errno negated.
/// </summary>
public static unsafe partial class Sys
{
    public const int OpenReadOnly = O_CLOEXEC;
    public const int OpenReadWrite = O_CLOEXEC | 2;

    /// <summary>
    /// For writing, created if needed, but never through a link that somebody else put there.
    /// </summary>
    public const int OpenNewForWriting = O_CLOEXEC | 0x1 | 0x40 | 0x200 | 0x20000;

    public const int OpenFolder = O_CLOEXEC | 0x10000;

    public const uint SameOwner = uint.MaxValue;

    /// <summary><c>PATH_MAX</c>: bytes, the ending NUL included.</summary>
    public const int LongestPath = 4096;

    private const int NameInFolderEntry = 19; // offset of d_name in struct dirent
    private const int StatBytes = 144; // sizeof(struct stat) on x86-64
    private const int ModeInStat = 24; // offset of st_mode
    private const uint FileTypes = 0xf000;
    private const uint SocketType = 0xc000;

    public static int OpenFile(ReadOnlySpan<byte> path, int flags, uint mode)
    {
        fixed (byte* name = path)
        {
            return Errno.Checked(Open(name, flags, (int)mode));
        }
    }

    public static int RemoveFile(ReadOnlySpan<byte> path)
    {
        fixed (byte* name = path)
        {
            return Errno.Checked(unlink(name));
        }
    }

    /// <summary>Gives a file another name, in the place of what has that name now.</summary>
    public static int Rename(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
    {
        fixed (byte* old = from)
        fixed (byte* name = to)
        {
            return Errno.Checked(rename(old, name));
        }
    }

    public static int ChangeMode(ReadOnlySpan<byte> path, uint mode)
    {
        fixed (byte* name = path)
        {
            return Errno.Checked(chmod(name, mode));
        }
    }

    /// <param name="user">The new owner; <see cref="SameOwner"/>: the present one.</param>
    /// <param name="group">Its group, in the same way.</param>
    public static int ChangeOwner(ReadOnlySpan<byte> path, uint user, uint group)
    {
        fixed (byte* name = path)
        {
            return Errno.Checked(chown(name, user, group));
        }
    }

    public static int ChangeFolder(ReadOnlySpan<byte> path)
    {
        fixed (byte* name = path)
        {
            return Errno.Checked(chdir(name));
        }
    }

    /// <summary>Names this file for the life of the process: its device and its number there.</summary>
    public static int FileIdentity(ReadOnlySpan<byte> path, out FileIdentity identity)
    {
        identity = default;
        byte* record = stackalloc byte[StatBytes]; // begins with st_dev, st_ino
        int result;
        fixed (byte* name = path)
        {
            result = Errno.Checked(stat(name, record));
        }

        if (result == 0)
        {
            identity = *(FileIdentity*)record;
        }

        return result;
    }

    /// <summary>Where a symbolic link leads, not ended by a zero and cut where it does not fit.</summary>
    /// <returns>Bytes written; below 0 an errno, negated.</returns>
    public static int ReadLink(ReadOnlySpan<byte> path, Span<byte> target)
    {
        fixed (byte* name = path, into = target)
        {
            return Errno.Checked((int)readlink(name, into, (nuint)target.Length));
        }
    }

    /// <summary>Whether a unix socket lies there; a link to one is a link.</summary>
    /// <returns>1: yes; 0: something else does; below 0 an errno, negated.</returns>
    public static int IsSocket(ReadOnlySpan<byte> path)
    {
        byte* record = stackalloc byte[StatBytes];
        fixed (byte* name = path)
        {
            int result = Errno.Checked(lstat(name, record));
            return result < 0 ? result : (*(uint*)(record + ModeInStat) & FileTypes) == SocketType ? 1 : 0;
        }
    }

    /// <summary>
    /// Begins to list a folder; null when it cannot be. Ended by <see cref="CloseFolder"/>.
    /// </summary>
    public static void* ListFolder(ReadOnlySpan<byte> path)
    {
        fixed (byte* name = path)
        {
            return opendir(name);
        }
    }

    /// <summary>The next name in the folder, in no order, until empty.</summary>
    public static ReadOnlySpan<byte> NextName(void* folder)
    {
        byte* entry = (byte*)readdir(folder);
        return entry is null
            ? default
            : MemoryMarshal.CreateReadOnlySpanFromNullTerminated(entry + NameInFolderEntry);
    }

    public static void CloseFolder(void* folder) => _ = closedir(folder);

    [LibraryImport("libc")]
    private static partial int unlink(byte* path);

    [LibraryImport("libc")]
    private static partial int rename(byte* from, byte* to);

    [LibraryImport("libc")]
    private static partial int chmod(byte* path, uint mode);

    [LibraryImport("libc")]
    private static partial int chown(byte* path, uint user, uint group);

    [LibraryImport("libc")]
    private static partial int lstat(byte* path, byte* into);

    [LibraryImport("libc")]
    private static partial int chdir(byte* path);

    [LibraryImport("libc")]
    private static partial nint readlink(byte* path, byte* into, nuint size);

    [LibraryImport("libc")]
    private static partial int stat(byte* path, byte* into);

    [LibraryImport("libc")]
    private static partial void* opendir(byte* path);

    [LibraryImport("libc")]
    private static partial void* readdir(void* folder);

    [LibraryImport("libc")]
    private static partial int closedir(void* folder);
}
