using System.Numerics;
using System.Runtime.InteropServices;
using Weir.Ground.Check;
using Weir.Kernel.Io;

namespace Weir.Kernel.Ring;

/// <summary>
/// Descriptors with something to tell, each once, in the order of the first thing. One batch is what stood
/// here when a wait ended; what comes later is for the next.
/// </summary>
internal unsafe struct HotQueue
{
    private RingEntry* _table;
    private int* _ring;
    private uint _mask;
    private uint _head;
    private uint _tail;
    private uint _batchEnd;

    public static HotQueue Create(int descriptorMax, RingEntry* table)
    {
        uint size = BitOperations.RoundUpToPowerOf2((uint)descriptorMax);
        return new HotQueue
        {
            _table = table,
            _ring = (int*)NativeMemory.AllocZeroed(size, sizeof(int)),
            _mask = size - 1,
        };
    }

    /// <summary>
    /// Descriptors of which something will really be told; others were closed or silenced meanwhile.
    /// </summary>
    public int LiveCount { get; private set; }

    public readonly bool IsBatchOver => _head == _batchEnd;

    public void StartBatch() => _batchEnd = _tail;

    public void Tell(int fd, Ready ready)
    {
        ref RingEntry entry = ref _table[fd];
        if (entry.Has(RingFlags.Closing))
        {
            return;
        }

        LiveCount += entry.Pending == Ready.None ? 1 : 0;
        entry.Pending |= ready;
        if (!entry.Has(RingFlags.Hot))
        {
            Must.Hold(_tail - _head <= _mask);
            entry.Flags |= RingFlags.Hot;
            _ring[_tail++ & _mask] = fd;
        }
    }

    /// <summary>Tells nothing of it. Its place is skipped later, whoever has the number then.</summary>
    public void Forget(int fd)
    {
        ref RingEntry entry = ref _table[fd];
        LiveCount -= entry.Pending == Ready.None ? 0 : 1;
        entry.Pending = Ready.None;
    }

    public bool TryTake(out IoEvent happened)
    {
        while (_head != _batchEnd)
        {
            int fd = _ring[_head++ & _mask];
            ref RingEntry entry = ref _table[fd];
            entry.Flags &= ~RingFlags.Hot;
            if (entry.Pending != Ready.None)
            {
                happened = new IoEvent(fd, entry.Pending);
                Forget(fd);
                return true;
            }
        }

        happened = default;
        return false;
    }

    public void Dispose()
    {
        NativeMemory.Free(_ring);
        this = default;
    }
}
