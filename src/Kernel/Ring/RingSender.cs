using System;
using Weir.Ground.Check;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;
using Weir.Kernel.Sockets;

namespace Weir.Kernel.Ring;

/// <summary>
/// Sending. Small messages are copied and go with the next enter; large ones are sent by a plain call, since
/// copying them costs more than it saves. What is on its way from the arena keeps later bytes behind it.
/// </summary>
internal unsafe struct RingSender
{
    private RingEntry* _table;
    private SendArena _arena;

    public static RingSender Create(RingEntry* table) =>
        new() { _table = table, _arena = SendArena.Create() };

    public int Send(ref RingDriver driver, int fd, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        ref RingEntry entry = ref _table[fd];
        if (entry.SendErrno != 0)
        {
            int errno = entry.SendErrno;
            entry.SendErrno = 0;
            return errno;
        }

        if (entry.Has(RingFlags.Broken))
        {
            return -Errno.EPIPE;
        }

        int wanted = first.Length + second.Length;
        if (entry.Has(RingFlags.Stuck | RingFlags.PollsOut))
        {
            entry.Flags |= RingFlags.WantsRoom; // full when last tried, and we shall be told
            return 0;
        }

        int taken = entry.SlotPlusOne != 0 ? Append(ref driver, ref entry, first, second)
            : wanted <= SendArena.SlotBytes && !_arena.IsFull ? Queue(ref driver, fd, first, second)
            : StreamSocket.Send(fd, first, second);
        if (taken >= 0 && taken < wanted)
        {
            entry.Flags |= RingFlags.WantsRoom;
            if (entry.SlotPlusOne != 0)
            {
                AwaitFate(driver.EnterCount, entry);
            }
            else
            {
                PollOut(ref driver, fd);
            }
        }

        return taken;
    }

    public readonly void PollOut(ref RingDriver driver, int fd)
    {
        Must.Hold(!_table[fd].Has(RingFlags.PollsOut));
        _table[fd].Flags |= RingFlags.PollsOut;
        RequestWriter.PollOut(driver.AddCounted(RingOperation.PollOut, fd), fd);
    }

    /// <summary>The enter has sent less than the slot holds, or nothing.</summary>
    public void OnSend(ref RingDriver driver, ref HotQueue hot, int fd, int result)
    {
        ref RingEntry entry = ref _table[fd];
        Must.Hold(entry.SlotPlusOne != 0);
        int slot = entry.SlotPlusOne - 1;
        if (result is >= 0 or -Errno.EAGAIN)
        {
            _arena[slot].Start += int.Max(result, 0);
            Must.Hold(_arena[slot].Start <= _arena[slot].End);
            if (_arena[slot].Start == _arena[slot].End)
            {
                return; // all of it, and somebody had asked to be told: it is settled with the others
            }

            entry.Flags |= RingFlags.Stuck;
            if (!entry.Has(RingFlags.ResetDue))
            {
                PollOut(ref driver, fd);
            }
        }
        else
        {
            Fail(ref hot, fd, result);
        }
    }

    /// <summary>Slots that went with the last enter.</summary>
    public readonly int QueuedCount => _arena.QueuedCount;

    /// <summary>
    /// Settles one of them, once the enter is over and all completions are taken: what has not failed is
    /// sent. Returns its descriptor.
    /// </summary>
    public int Settle(ref HotQueue hot, int index)
    {
        int slot = _arena.QueuedAt(index);
        int fd = _arena[slot].Fd;
        ref RingEntry entry = ref _table[fd];
        bool hasFailed = entry.SlotPlusOne != slot + 1; // then the slot is free already
        bool isKept = entry.Has(RingFlags.Stuck) && !entry.Has(RingFlags.ResetDue);
        if (!hasFailed && !isKept)
        {
            Finish(ref hot, fd);
        }

        return fd;
    }

    public void ForgetQueued()
    {
        _arena.ForgetQueued();
        IsFateAwaited = false;
    }

    /// <summary>
    /// Something is to be done once the kernel has tried a message that it was shown before: to sleep now
    /// would leave it undone.
    /// </summary>
    public bool IsFateAwaited { get; private set; }

    /// <summary>
    /// Something is to be done once the message of <paramref name="entry"/> has been tried. A success is
    /// silent, and the enter that tries it may go on to wait for whatever happens elsewhere: so this one
    /// completes in any case, which ends the wait.
    /// </summary>
    public void AwaitFate(uint enterCount, in RingEntry entry)
    {
        if (entry.Has(RingFlags.Stuck))
        {
            return; // it has been tried, and room is polled for
        }

        ref SendArena.Slot slot = ref _arena[entry.SlotPlusOne - 1];
        if (slot.EnterCount == enterCount)
        {
            RequestWriter.Tell(slot.Request);
        }
        else
        {
            IsFateAwaited = true;
        }
    }

    /// <summary>There is room again: sends the rest of the slot. True when nothing of it is left.</summary>
    public bool OnRoom(ref RingDriver driver, ref HotQueue hot, int fd)
    {
        ref RingEntry entry = ref _table[fd];
        if (entry.Has(RingFlags.Stuck) && !SendRest(ref hot, fd))
        {
            PollOut(ref driver, fd);
            return false;
        }

        if (entry.SlotPlusOne == 0 && entry.Has(RingFlags.WantsRoom))
        {
            entry.Flags &= ~RingFlags.WantsRoom;
            hot.Tell(fd, Ready.Write);
        }

        return true;
    }

    public void ShutdownSend(uint enterCount, int fd)
    {
        if (_table[fd].SlotPlusOne != 0)
        {
            _table[fd].Flags |= RingFlags.ShutdownDue;
            AwaitFate(enterCount, _table[fd]);
        }
        else
        {
            Sys.Shutdown(fd, Sys.SHUT_WR); // fails only when the connection is gone already
        }
    }

    /// <summary>
    /// Nothing more is sent. What was taken still leaves, but for a message that is stuck before a reset.
    /// </summary>
    public void Close(ref RingDriver driver, int fd, bool reset)
    {
        ref RingEntry entry = ref _table[fd];
        if (reset && entry.Has(RingFlags.Stuck))
        {
            FreeSlot(ref entry);
        }

        if (entry.SlotPlusOne != 0)
        {
            AwaitFate(driver.EnterCount, entry);
        }
        else if (entry.Has(RingFlags.PollsOut))
        {
            driver.Cancel(RingOperation.PollOut, fd);
        }
    }

    public void Dispose() => _arena.Dispose();

    private readonly int Append(
        ref RingDriver driver, ref RingEntry entry, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        ref SendArena.Slot slot = ref _arena[entry.SlotPlusOne - 1];
        if (slot.EnterCount != driver.EnterCount)
        {
            return 0; // the kernel has it already, and its fate is not known yet
        }

        int taken = _arena.Append(entry.SlotPlusOne - 1, first);
        taken += taken == first.Length ? _arena.Append(entry.SlotPlusOne - 1, second) : 0;
        slot.Request->Length = (uint)slot.End;
        return taken;
    }

    private int Queue(ref RingDriver driver, int fd, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        if (first.Length + second.Length == 0)
        {
            return 0;
        }

        Submission* request = driver.Add(RingOperation.Send, fd);
        int index = _arena.Take(fd);
        _arena.Append(index, first);
        _arena.Append(index, second);
        ref SendArena.Slot slot = ref _arena[index];
        slot.Request = request;
        slot.EnterCount = driver.EnterCount;
        RequestWriter.Send(request, fd, _arena.StartOf(index), slot.End);
        _table[fd].SlotPlusOne = index + 1;
        return slot.End;
    }

    private bool SendRest(ref HotQueue hot, int fd)
    {
        ref RingEntry entry = ref _table[fd];
        int index = entry.SlotPlusOne - 1;
        ref SendArena.Slot slot = ref _arena[index];
        ReadOnlySpan<byte> rest = new(_arena.StartOf(index), slot.End - slot.Start);
        int sent = StreamSocket.Send(fd, rest, default);
        if (sent < 0)
        {
            Fail(ref hot, fd, sent);
            return true;
        }

        slot.Start += sent;
        if (sent < rest.Length)
        {
            return false;
        }

        Finish(ref hot, fd);
        return true;
    }

    private void Finish(ref HotQueue hot, int fd)
    {
        ref RingEntry entry = ref _table[fd];
        FreeSlot(ref entry);
        if (entry.Has(RingFlags.ShutdownDue))
        {
            entry.Flags &= ~RingFlags.ShutdownDue;
            Sys.Shutdown(fd, Sys.SHUT_WR);
        }

        if (entry.Has(RingFlags.WantsRoom))
        {
            entry.Flags &= ~RingFlags.WantsRoom;
            hot.Tell(fd, Ready.Write);
        }
    }

    private void Fail(ref HotQueue hot, int fd, int errno)
    {
        ref RingEntry entry = ref _table[fd];
        FreeSlot(ref entry);
        entry.SendErrno = (short)errno;
        hot.Tell(fd, Ready.Write | Ready.Failed);
    }

    private void FreeSlot(ref RingEntry entry)
    {
        _arena.GiveBack(entry.SlotPlusOne - 1);
        entry.SlotPlusOne = 0;
        entry.Flags &= ~RingFlags.Stuck;
    }
}
