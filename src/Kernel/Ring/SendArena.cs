using System;
using System.Runtime.InteropServices;
using Weir.Ground.Check;
using Weir.Kernel.Calls;

namespace Weir.Kernel.Ring;

/// <summary>
/// Copies of small messages that are sent with the next enter. That enter tries each exactly once: silence is
/// success, a completion is failure or a part. So all slots are free again afterwards, save those whose
/// socket was full, and the same few lines of cache serve every turn.
/// </summary>
internal unsafe struct SendArena
{
    public const int SlotBytes = 4096;
    private const int SlotCount = 2048; // of them, those in use are touched; 8 MiB of address space

    private byte* _memory;
    private Slot* _slots;
    private int* _free;
    private int* _queued;
    private int _freeCount;

    /// <summary>One message on its way.</summary>
    internal struct Slot
    {
        public int Fd;
        public int Start;
        public int End;
        public Submission* Request;

        /// <summary>The driver's count when the request was made.</summary>
        public uint EnterCount;
    }

    public static SendArena Create()
    {
        SendArena arena = default;
        arena._memory = (byte*)NativeMemory.AlignedAlloc((nuint)SlotCount * SlotBytes, 4096);
        arena._slots = (Slot*)NativeMemory.AllocZeroed(SlotCount, (nuint)sizeof(Slot));
        arena._free = (int*)NativeMemory.AllocZeroed(SlotCount, sizeof(int));
        arena._queued = (int*)NativeMemory.AllocZeroed(SlotCount, sizeof(int));
        for (int i = SlotCount - 1; i >= 0; i--)
        {
            arena._free[arena._freeCount++] = i;
        }

        return arena;
    }

    /// <summary>Slots whose fate the next enter decides.</summary>
    public int QueuedCount { get; private set; }

    public readonly bool IsFull => _freeCount == 0;

    public readonly ref Slot this[int slot] => ref _slots[slot];

    /// <summary>A slot for one message, the last one given back first: it is still in the cache.</summary>
    public int Take(int fd)
    {
        Must.Hold(_freeCount > 0);
        int slot = _free[--_freeCount];
        _slots[slot] = new Slot { Fd = fd };
        _queued[QueuedCount++] = slot;
        return slot;
    }

    /// <summary>Copies as much as fits behind what the slot holds; returns how much.</summary>
    public readonly int Append(int slot, ReadOnlySpan<byte> bytes)
    {
        ref Slot into = ref _slots[slot];
        int count = int.Min(bytes.Length, SlotBytes - into.End);
        bytes[..count].CopyTo(new Span<byte>(_memory + ((nint)slot * SlotBytes) + into.End, count));
        into.End += count;
        return count;
    }

    public readonly byte* StartOf(int slot) => _memory + ((nint)slot * SlotBytes) + _slots[slot].Start;

    public readonly int QueuedAt(int index) => _queued[index];

    /// <summary>All queued slots have met their fate.</summary>
    public void ForgetQueued() => QueuedCount = 0;

    public void GiveBack(int slot)
    {
        Must.Hold(_freeCount < SlotCount);
        _free[_freeCount++] = slot;
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(_memory);
        NativeMemory.Free(_slots);
        NativeMemory.Free(_free);
        NativeMemory.Free(_queued);
        this = default;
    }
}
