using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Weir.Ground.Check;

namespace Weir.Ground.Memory;

/// <summary>
/// A fixed table of plain records outside the collected heap, cut once at start. A page is taken from the
/// machine only when a record on it is first touched, so a table may be sized for the largest number without
/// costing it.
/// </summary>
public sealed unsafe class NativeTable<T>
    where T : unmanaged
{
    private const int Line = 64;

    private readonly T* _records;

    /// <summary>
    /// A table of <paramref name="length"/> zeroed records, the first one at the start of a cache line.
    /// </summary>
    public NativeTable(int length)
    {
        Must.Hold(length > 0);
        Length = length;
        // calloc takes large blocks straight from fresh pages and does not touch them; alignment is made by
        // hand.
        nuint bytes = ((nuint)length * (nuint)sizeof(T)) + Line;
        nint start = (nint)NativeMemory.AllocZeroed(bytes);
        _records = (T*)((start + Line - 1) & ~(nint)(Line - 1));
    }

    public int Length { get; }

    public ref T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            Must.Hold((uint)index < (uint)Length);
            return ref _records[index];
        }
    }

    /// <summary>Some records in a row, for tables of bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T> Slice(int start, int length)
    {
        Must.Hold(start >= 0 && length >= 0 && start <= Length - length);
        return new Span<T>(_records + start, length);
    }
}
