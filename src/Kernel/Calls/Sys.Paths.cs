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

    private const int NameInFolderEntry = 19; // offset of d_name in struct dirent

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
        byte* record = stackalloc byte[144]; // struct stat on x86-64 begins with st_dev, st_ino
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
    private static partial int chdir(byte* path);

    [LibraryImport("libc")]
    private static partial int stat(byte* path, byte* into);

    [LibraryImport("libc")]
    private static partial void* opendir(byte* path);

    [LibraryImport("libc")]
    private static partial void* readdir(void* folder);

    [LibraryImport("libc")]
    private static partial int closedir(void* folder);
}
