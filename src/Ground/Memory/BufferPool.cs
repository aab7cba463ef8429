using System;
using System.Runtime.InteropServices;
using Weir.Ground.Check;

namespace Weir.Ground.Memory;

/// <summary>One size of a <see cref="BufferPool"/>.</summary>
public enum BufferSize : byte
{
    /// <summary>2 KiB: a usual head.</summary>
    Small,

    /// <summary>A head of the largest permitted size.</summary>
    Head,

    /// <summary>A head and one whole receive: what a slow reader can leave unsent.</summary>
    Large,
}

/// <summary>A buffer of a pool; the default value is none.</summary>
public readonly record struct BufferId(int Value)
{
    public bool IsNone => Value == 0;
}

/// <summary>
/// Private buffers for what must outlive one event: an unfinished head, a request that waits for its
/// connection, bytes that a slow peer has not taken. Idle connections hold none. Last returned is first
/// given, so that few buffers stay in cache.
/// </summary>
/// <remarks>
/// An id is <c>(index &lt;&lt; 2 | size) + 1</c>. Owned by one thread. Empty is a value for the caller to
/// handle, never a crash.
/// </remarks>
public sealed unsafe class BufferPool
{
    private const int Sizes = 3;

    private readonly byte*[] _memory = new byte*[Sizes];
    private readonly int[] _bytes = new int[Sizes];
    private readonly int[] _limit = new int[Sizes];
    private readonly int[] _fresh = new int[Sizes];
    private readonly int[] _freeHead = new int[Sizes];
    private readonly NativeTable<int>[] _freeNext = new NativeTable<int>[Sizes];
    private readonly long _bytesMax;

    /// <param name="counts">How many buffers of each size there are.</param>
    /// <param name="headBytes">Bytes of <see cref="BufferSize.Head"/>.</param>
    /// <param name="largeBytes">Bytes of <see cref="BufferSize.Large"/>.</param>
    /// <param name="bytesMax">Bytes of all of them that may ever be given out.</param>
    public BufferPool(
        ReadOnlySpan<int> counts, int headBytes, int largeBytes, long bytesMax = long.MaxValue)
    {
        _bytesMax = bytesMax;
        Must.Hold(counts.Length == Sizes && headBytes <= largeBytes);
        _bytes[0] = 2048;
        _bytes[1] = headBytes;
        _bytes[2] = largeBytes;
        for (int size = 0; size < Sizes; size++)
        {
            _limit[size] = counts[size];
            _freeHead[size] = -1;
            _freeNext[size] = new NativeTable<int>(counts[size]);
            // Untouched pages of a large block cost nothing: the pool grows in memory only as far as it was
            // ever used.
            _memory[size] = (byte*)NativeMemory.AllocZeroed((nuint)counts[size], (nuint)_bytes[size]);
        }
    }

    /// <summary>Buffers given out and not yet returned.</summary>
    public int InUse { get; private set; }

    /// <summary>Buffers that were ever given out, each counted once: their pages stay with us.</summary>
    public int Allocated { get; private set; }

    /// <summary>Bytes of these.</summary>
    public long AllocatedBytes { get; private set; }

    public int BytesOf(BufferSize size) => _bytes[(int)size];

    /// <summary>
    /// A buffer of at least <paramref name="bytes"/>: of the smallest size that fits and is not used up; none
    /// when there is no such size.
    /// </summary>
    public BufferId TakeFor(int bytes)
    {
        for (int size = 0; size < Sizes; size++)
        {
            if (bytes <= _bytes[size] && Take((BufferSize)size) is { IsNone: false } taken)
            {
                return taken;
            }
        }

        return default;
    }

    public BufferId Take(BufferSize size)
    {
        int s = (int)size;
        int index = _freeHead[s];
        if (index >= 0)
        {
            _freeHead[s] = _freeNext[s][index];
        }
        else if (_fresh[s] < _limit[s] && AllocatedBytes + _bytes[s] <= _bytesMax)
        {
            index = _fresh[s]++;
            Allocated++;
            AllocatedBytes += _bytes[s];
        }
        else
        {
            Odd.Seen(OddKind.BufferPoolEmpty);
            return default;
        }

        _freeNext[s][index] = -2; // given out
        InUse++;
        return new BufferId(((index << 2) | s) + 1);
    }

    public void Return(BufferId id)
    {
        int s = (id.Value - 1) & 3;
        int index = (id.Value - 1) >> 2;
        Must.Hold(!id.IsNone && s < Sizes);
        Must.Hold(_freeNext[s][index] == -2); // returned twice, or never given
        _freeNext[s][index] = _freeHead[s];
        _freeHead[s] = index;
        InUse--;
    }

    /// <summary>All bytes of a buffer.</summary>
    public Span<byte> Of(BufferId id)
    {
        int s = (id.Value - 1) & 3;
        int index = (id.Value - 1) >> 2;
        Must.Hold(!id.IsNone && s < Sizes && (uint)index < (uint)_limit[s]);
        return new Span<byte>(_memory[s] + ((long)index * _bytes[s]), _bytes[s]);
    }
}
