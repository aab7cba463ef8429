using System.Runtime.InteropServices;

namespace Weir.Kernel.Calls;

/// <summary>Memory that processes share: anonymous files and their mappings.</summary>
public static unsafe partial class Sys
{
    private const uint MemoryFileCloseOnExec = 1;
    private const int ProtectReadWrite = 3;
    private const int MapShared = 1;
    private const int AdviceRemove = 9;

    /// <summary>An anonymous file of <paramref name="bytes"/> zero bytes, closed on exec.</summary>
    public static int MemoryFile(byte* name, long bytes)
    {
        int descriptor = Errno.Checked(memfd_create(name, MemoryFileCloseOnExec));
        if (descriptor < 0)
        {
            return descriptor;
        }

        int sized = Errno.Checked(ftruncate(descriptor, bytes));
        if (sized < 0)
        {
            _ = Close(descriptor);
            return sized;
        }

        return descriptor;
    }

    /// <summary>
    /// Maps a file for reading and writing, shared with every process that maps it; null and an errno when it
    /// cannot be.
    /// </summary>
    public static byte* MapFile(int descriptor, long bytes, out int error)
    {
        void* memory = mmap(null, (nuint)bytes, ProtectReadWrite, MapShared, descriptor, 0);
        bool failed = (nint)memory == -1;
        error = failed ? Errno.Checked(-1) : 0;
        return failed ? null : (byte*)memory;
    }

    /// <summary>
    /// Gives the pages of a shared mapping back to the system, for all who map them: they are zero, and take
    /// no memory until they are touched.
    /// </summary>
    public static int RemovePages(byte* memory, long bytes) =>
        Errno.Checked(madvise(memory, (nuint)bytes, AdviceRemove));

    /// <summary>Gives a mapping back.</summary>
    public static int Unmap(byte* memory, long bytes) => Errno.Checked(munmap(memory, (nuint)bytes));

    [LibraryImport("libc")]
    private static partial int memfd_create(byte* name, uint flags);

    [LibraryImport("libc")]
    private static partial int ftruncate(int descriptor, long bytes);

    [LibraryImport("libc")]
    private static partial void* mmap(
        void* at, nuint bytes, int protection, int flags, int descriptor, long offset);

    [LibraryImport("libc")]
    private static partial int madvise(void* memory, nuint bytes, int advice);

    [LibraryImport("libc")]
    private static partial int munmap(void* at, nuint bytes);
}
