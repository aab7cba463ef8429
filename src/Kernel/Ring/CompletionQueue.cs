using System.Threading;
using Weir.Kernel.Calls;

namespace Weir.Kernel.Ring;

/// <summary>What became of requests, in the order in which it did.</summary>
internal unsafe struct CompletionQueue
{
    private readonly Completion* _completions;
    private readonly uint* _kernelHead;
    private readonly uint* _kernelTail;
    private readonly uint _mask;
    private uint _head;

    public CompletionQueue(byte* queues, in RingParameters parameters)
    {
        _completions = (Completion*)(queues + parameters.Completion.Completions);
        _kernelHead = (uint*)(queues + parameters.Completion.Head);
        _kernelTail = (uint*)(queues + parameters.Completion.Tail);
        _mask = *(uint*)(queues + parameters.Completion.Mask);
        _head = *_kernelHead;
    }

    public readonly bool IsEmpty => _head == Volatile.Read(ref *_kernelTail);

    /// <summary>Takes the oldest completion; its place is the kernel's again at once.</summary>
    public bool TryTake(out Completion completion)
    {
        if (IsEmpty)
        {
            completion = default;
            return false;
        }

        completion = _completions[_head & _mask];
        _head++;
        Volatile.Write(ref *_kernelHead, _head);
        return true;
    }
}
