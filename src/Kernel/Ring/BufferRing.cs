using System;
using System.Runtime.InteropServices;
using System.Threading;
using Weir.Ground.Check;
using Weir.Kernel.Calls;

namespace Weir.Kernel.Ring;

/// <summary>
/// Buffers that the kernel fills as bytes arrive. Each is in exactly one place: with the kernel, in a
/// connection's queue, or lent to the owner.
/// </summary>
/// <remarks>
/// The kernel takes them first in, first out, so all of them travel through the cache: few, and only their
/// first lines touched by small messages. Their starts are spread, since at a power of two apart those lines
/// would share a cache set.
/// </remarks>
internal unsafe struct BufferRing
{
    public const int Count = 256;
    public const int BufferBytes = 16 * 1024;
    private const int StrideBytes = BufferBytes + 320;
    private const ushort Group = 0;

    private ProvidedBuffer* _ring;
    private byte* _memory;
    private ushort* _next;
    private int* _length;
    private ushort _tail;

    /// <summary>Buffers that the kernel may fill.</summary>
    public int WithKernel { get; private set; }

    /// <summary>Allocates the buffers and gives them all to the ring. Below 0: an errno, negated.</summary>
    public static int TryCreate(int ringFd, out BufferRing buffers)
    {
        buffers = default;
        nuint ringBytes = Count * (nuint)sizeof(ProvidedBuffer);
        buffers._ring = (ProvidedBuffer*)NativeMemory.AlignedAlloc(ringBytes, 4096);
        buffers._memory = (byte*)NativeMemory.AlignedAlloc(Count * (nuint)StrideBytes, 4096);
        buffers._next = (ushort*)NativeMemory.AllocZeroed(Count, sizeof(ushort));
        buffers._length = (int*)NativeMemory.AllocZeroed(Count, sizeof(int));
        new Span<byte>(buffers._ring, Count * sizeof(ProvidedBuffer)).Clear();
        ProvidedRing registration = new() { Address = (ulong)buffers._ring, Entries = Count, Group = Group };
        int result = Sys.RingRegister(ringFd, Sys.IORING_REGISTER_PBUF_RING, &registration, 1);
        if (result < 0)
        {
            buffers.Dispose();
            return result;
        }

        for (ushort id = 0; id < Count; id++)
        {
            buffers.Give(id);
        }

        return 0;
    }

    /// <summary>Gives a buffer back to the kernel.</summary>
    public void Give(ushort id)
    {
        Must.Hold(id < Count);
        Must.Hold(WithKernel < Count); // given twice, it would be filled twice at once
        ProvidedBuffer* place = &_ring[_tail & (Count - 1)];
        place->Address = (ulong)(_memory + ((nint)id * StrideBytes));
        place->Length = BufferBytes;
        place->Id = id;
        _tail++;
        WithKernel++;
        Volatile.Write(ref _ring->Tail, _tail);
    }

    /// <summary>The kernel has filled a buffer.</summary>
    public void Take(ushort id, int length)
    {
        Must.Hold(id < Count);
        Must.Hold(WithKernel > 0);
        WithKernel--;
        _length[id] = length;
    }

    public readonly Span<byte> BytesOf(ushort id) => new(_memory + ((nint)id * StrideBytes), _length[id]);

    /// <summary>The buffer behind this one in its connection's queue.</summary>
    public readonly ref ushort NextOf(ushort id) => ref _next[id];

    public void Dispose()
    {
        NativeMemory.AlignedFree(_ring);
        NativeMemory.AlignedFree(_memory);
        NativeMemory.Free(_next);
        NativeMemory.Free(_length);
        this = default;
    }
}
