using System.Runtime.InteropServices;
using Weir.Ground.Check;

namespace Weir.Kernel.Calls;

/// <summary>
/// <c>posix_spawn_file_actions_t</c> of glibc on x86-64: opaque, written by its own calls only.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 80)]
public struct SpawnActions
{
    private long _opaque;
}

/// <summary><c>posix_spawnattr_t</c> of glibc on x86-64: opaque, written by its own calls only.</summary>
[StructLayout(LayoutKind.Sequential, Size = 336)]
public struct SpawnAttributes
{
    private long _opaque;
}

/// <summary><c>cpu_set_t</c>: up to 1024 processors, one bit each.</summary>
public unsafe struct CpuSet
{
    public const int Max = 1024;

    private fixed ulong _bits[Max / 64];

    public readonly bool Has(int processor)
    {
        Must.Hold(processor is >= 0 and < Max); // fixed buffers are not checked
        return (_bits[processor >> 6] >> (processor & 63) & 1) != 0;
    }

    public void Add(int processor)
    {
        Must.Hold(processor is >= 0 and < Max);
        _bits[processor >> 6] |= 1ul << (processor & 63);
    }

    public readonly int Count()
    {
        int count = 0;
        for (int at = 0; at < Max / 64; at++)
        {
            count += System.Numerics.BitOperations.PopCount(_bits[at]);
        }

        return count;
    }
}

/// <summary>The beginning of <c>struct stat</c>: two files are one when these are equal.</summary>
public readonly record struct FileIdentity(ulong Device, ulong Number);
