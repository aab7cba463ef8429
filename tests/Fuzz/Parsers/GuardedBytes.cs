using System;
using System.Runtime.InteropServices;

namespace Weir.Tests.Fuzz.Parsers;

/// <summary>
/// Memory between two pages that nobody may touch. Bytes lie flush against one of them, so that reading one
/// byte too many ends the process instead of passing unseen.
/// </summary>
internal sealed unsafe class GuardedBytes : IDisposable
{
    public const int LengthMax = 64 * PageBytes;

    private const int PageBytes = 4096;
    private const nuint AllBytes = LengthMax + (2 * PageBytes);
    private const int ProtectNone = 0;
    private const int ProtectReadWrite = 3;
    private const int MapPrivateAnonymous = 0x22;

    private readonly byte* _first;

    public GuardedBytes()
    {
        void* all = MapMemory(null, AllBytes, ProtectNone, MapPrivateAnonymous, -1, 0);
        _first = (byte*)all + PageBytes;
        if (all == (void*)-1 || ProtectMemory(_first, LengthMax, ProtectReadWrite) != 0)
        {
            throw new InvalidOperationException("no memory for the guarded bytes");
        }
    }

    /// <summary>A copy that ends where the memory ends. Valid until the next call.</summary>
    public ReadOnlySpan<byte> AtEnd(ReadOnlySpan<byte> bytes)
    {
        Span<byte> place = new(_first + LengthMax - bytes.Length, bytes.Length);
        bytes.CopyTo(place);
        return place;
    }

    /// <summary>A copy that begins where the memory begins. Valid until the next call.</summary>
    public ReadOnlySpan<byte> AtStart(ReadOnlySpan<byte> bytes)
    {
        Span<byte> place = new(_first, bytes.Length);
        bytes.CopyTo(place);
        return place;
    }

    public void Dispose() => _ = UnmapMemory(_first - PageBytes, AllBytes);

    [DllImport("libc", EntryPoint = "mmap")]
    private static extern void* MapMemory(
        void* at, nuint length, int protection, int flags, int fd, nint offset);

    [DllImport("libc", EntryPoint = "mprotect")]
    private static extern int ProtectMemory(void* at, nuint length, int protection);

    [DllImport("libc", EntryPoint = "munmap")]
    private static extern int UnmapMemory(void* at, nuint length);
}
