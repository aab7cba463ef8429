using System.Threading;
using Weir.Ground.Check;
using Weir.Kernel.Calls;

namespace Weir.Kernel.Ring;

/// <summary>
/// Requests on their way to the kernel. They wait here until the next enter, so that a turn's worth costs one
/// call, and can be changed until then.
/// </summary>
internal unsafe struct SubmissionQueue
{
    private readonly Submission* _requests;
    private readonly uint* _kernelHead;
    private readonly uint* _kernelTail;
    private readonly uint* _kernelFlags;
    private readonly uint _mask;
    private uint _tail;

    public SubmissionQueue(byte* queues, byte* requests, in RingParameters parameters)
    {
        _requests = (Submission*)requests;
        _kernelHead = (uint*)(queues + parameters.Submission.Head);
        _kernelTail = (uint*)(queues + parameters.Submission.Tail);
        _kernelFlags = (uint*)(queues + parameters.Submission.Flags);
        _mask = *(uint*)(queues + parameters.Submission.Mask);
        _tail = *_kernelTail;

        // The kernel takes requests by an array of indexes; ours names each place by its own number, once for
        // all.
        uint* array = (uint*)(queues + parameters.Submission.Array);
        for (uint i = 0; i <= _mask; i++)
        {
            array[i] = i;
        }
    }

    /// <summary>Requests that the kernel has not taken yet.</summary>
    public readonly uint Waiting => _tail - Volatile.Read(ref *_kernelHead);

    public readonly bool IsFull => Waiting > _mask;

    /// <summary>
    /// Completions were more than their queue holds; the kernel keeps the rest until the next enter.
    /// </summary>
    public readonly bool HasOverflow => (Volatile.Read(ref *_kernelFlags) & Sys.IORING_SQ_CQ_OVERFLOW) != 0;

    /// <summary>A cleared place for the next request. It is taken by the next enter.</summary>
    public Submission* Add()
    {
        Must.Hold(!IsFull);
        Submission* request = &_requests[_tail & _mask];
        *request = default;
        _tail++;
        return request;
    }

    /// <summary>Shows the kernel what was added; call right before an enter.</summary>
    public readonly uint Publish()
    {
        Volatile.Write(ref *_kernelTail, _tail);
        return Waiting;
    }
}
