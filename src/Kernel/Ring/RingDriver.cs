using Weir.Ground.Check;
using Weir.Ground.Time;
using Weir.Kernel.Calls;

namespace Weir.Kernel.Ring;

/// <summary>
/// The ring itself: requests are gathered, go to the kernel with the next enter, and complete one by one.
/// </summary>
internal unsafe struct RingDriver
{
    private const int TriesMax = 1000;

    private RingMemory _memory;
    private SubmissionQueue _submissions;
    private CompletionQueue _completions;
    private RingEntry* _table;

    public static int TryCreate(RingEntry* table, out RingDriver driver)
    {
        driver = new RingDriver { _table = table };
        return RingMemory.TryCreate(out driver._memory, out driver._submissions, out driver._completions);
    }

    public readonly int Fd => _memory.Fd;

    /// <summary>Counts the enters: a request of an earlier number can no longer be changed.</summary>
    public uint EnterCount { get; private set; }

    /// <summary>The kernel has taken all that was added.</summary>
    public readonly bool IsAllTaken => _submissions.Waiting == 0;

    /// <summary>
    /// A place for a request of <paramref name="fd"/>, which goes to the kernel with the next enter.
    /// </summary>
    public Submission* Add(RingOperation operation, int fd)
    {
        for (int tries = 0; _submissions.IsFull; tries++)
        {
            Must.Hold(tries < TriesMax);
            // Without GETEVENTS: this is not the end of a turn, and nothing is to be told now.
            Enter(0, 0, null);
        }

        Submission* request = _submissions.Add();
        request->UserData = RequestWriter.Datum(operation, _table[fd].Life, fd);
        return request;
    }

    /// <summary>
    /// The same for a request whose completion is certain, and is waited for before the descriptor is closed.
    /// </summary>
    public Submission* AddCounted(RingOperation operation, int fd)
    {
        _table[fd].Outstanding++;
        return Add(operation, fd);
    }

    public void Cancel(RingOperation operation, int fd)
    {
        ulong datum = RequestWriter.Datum(operation, _table[fd].Life, fd);
        RequestWriter.Cancel(Add(RingOperation.Cancel, fd), datum);
    }

    /// <summary>Submits, and looks at what has come about, without waiting.</summary>
    public void EnterNow() => Enter(0, Sys.IORING_ENTER_GETEVENTS, null);

    /// <summary>
    /// Submits, and waits for a completion. True when <paramref name="until"/> is reached or a signal
    /// arrived.
    /// </summary>
    /// <remarks>
    /// Completions are made inside an enter with GETEVENTS and nowhere else (DEFER_TASKRUN): every turn ends
    /// in one.
    /// </remarks>
    public bool EnterUntil(Instant until)
    {
        const uint Flags = Sys.IORING_ENTER_GETEVENTS;
        if (until.IsNever)
        {
            return Enter(1, Flags, null) == -Errno.EINTR;
        }

        // A clock rounded down and whole milliseconds: the wait ends at the instant or after it, never
        // before.
        long ms = until.Since(new Instant(Sys.MonotonicMs()));
        if (ms <= 0)
        {
            Enter(0, Flags, null);
            return true;
        }

        TimeSpec timeout = new() { Seconds = ms / 1000, Nanoseconds = ms % 1000 * 1_000_000 };
        RingWait wait = new() { Timeout = &timeout };
        return Enter(1, Flags | Sys.IORING_ENTER_EXT_ARG, &wait) is -Errno.ETIME or -Errno.EINTR;
    }

    /// <summary>Takes the next completion. What overflowed its queue is fetched as well.</summary>
    public bool TryTake(out Completion completion)
    {
        if (_completions.TryTake(out completion))
        {
            return true;
        }

        if (!_submissions.HasOverflow)
        {
            return false;
        }

        EnterNow();
        return _completions.TryTake(out completion);
    }

    public void Dispose()
    {
        _memory.Dispose();
        this = default;
    }

    private int Enter(uint completions, uint flags, RingWait* wait)
    {
        uint waiting = _submissions.Publish();
        EnterCount++;
        int result = Sys.RingEnter(Fd, waiting, completions, flags, wait);
        if (result < 0)
        {
            // EAGAIN and EBUSY: the kernel wants memory, or completions to be taken first; both are met by
            // coming again. Anything else is our mistake, EEXIST for one: the ring is used by a thread that
            // did not make it.
            bool isExpected = result is -Errno.ETIME or -Errno.EINTR;
            Must.Hold(isExpected || result is -Errno.EAGAIN or -Errno.EBUSY or -Errno.ENOMEM);
        }

        return result;
    }
}
