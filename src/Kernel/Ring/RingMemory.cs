using Weir.Ground.Check;
using Weir.Kernel.Calls;

namespace Weir.Kernel.Ring;

/// <summary>A ring's descriptor and the memory that it shares with the kernel.</summary>
internal unsafe struct RingMemory
{
    private const uint SubmissionCount = 1024;
    private const uint CompletionCount = 8192;
    private const uint NeededFeatures = Sys.IORING_FEAT_SINGLE_MMAP | Sys.IORING_FEAT_NODROP
        | Sys.IORING_FEAT_EXT_ARG | Sys.IORING_FEAT_CQE_SKIP;

    private byte* _queues;
    private long _queuesBytes;
    private byte* _requests;
    private long _requestsBytes;

    public int Fd { get; private set; }

    /// <summary>
    /// Makes a ring for the calling thread, the only one that may use it. Below 0: an errno, negated.
    /// </summary>
    /// <remarks>
    /// SINGLE_ISSUER fails any other thread's submission with EEXIST. DEFER_TASKRUN lets completions appear
    /// only inside an enter with GETEVENTS, so that nothing interrupts the owner between its waits.
    /// </remarks>
    public static int TryCreate(
        out RingMemory memory, out SubmissionQueue submissions, out CompletionQueue completions)
    {
        memory = default;
        submissions = default;
        completions = default;
        RingParameters parameters = new()
        {
            Flags = Sys.IORING_SETUP_CQSIZE | Sys.IORING_SETUP_SUBMIT_ALL
                | Sys.IORING_SETUP_SINGLE_ISSUER | Sys.IORING_SETUP_DEFER_TASKRUN,
            CompletionEntries = CompletionCount,
        };
        int fd = Sys.RingSetup(SubmissionCount, &parameters);
        if (fd < 0)
        {
            return fd;
        }

        memory.Fd = fd;
        if ((parameters.Features & NeededFeatures) != NeededFeatures || !memory.Map(parameters))
        {
            memory.Dispose();
            return -Errno.ENOSYS;
        }

        submissions = new SubmissionQueue(memory._queues, memory._requests, parameters);
        completions = new CompletionQueue(memory._queues, parameters);
        return 0;
    }

    public void Dispose()
    {
        if (_queues != null)
        {
            Sys.Unmap(_queues, _queuesBytes);
        }

        if (_requests != null)
        {
            Sys.Unmap(_requests, _requestsBytes);
        }

        Sys.Close(Fd);
        this = default;
    }

    private bool Map(in RingParameters parameters)
    {
        Must.Hold(parameters.CompletionEntries >= parameters.SubmissionEntries);
        long submissionBytes = parameters.Submission.Array + (parameters.SubmissionEntries * sizeof(uint));
        long completionBytes =
            parameters.Completion.Completions + (parameters.CompletionEntries * sizeof(Completion));
        _queuesBytes = long.Max(submissionBytes, completionBytes);
        _queues = Sys.MapRing(Fd, Sys.IORING_OFF_SQ_RING, _queuesBytes);
        _requestsBytes = parameters.SubmissionEntries * sizeof(Submission);
        _requests = Sys.MapRing(Fd, Sys.IORING_OFF_SQES, _requestsBytes);
        return _queues != null && _requests != null;
    }
}
