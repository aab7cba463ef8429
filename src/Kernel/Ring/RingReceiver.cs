using System;
using System.Runtime.InteropServices;
using Weir.Ground.Check;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;
using Weir.Kernel.Sockets;

namespace Weir.Kernel.Ring;

/// <summary>
/// Receiving. A standing request fills buffers of the ring; they queue at the connection until the owner
/// takes them. The request ends by itself when buffers run out, and is ended by us when too much is queued or
/// bytes come in bulk. While none stands, the owner's next receive reads the socket itself, in pieces four
/// times as large, until nothing is left; only then a request is armed again. So nobody waits for a buffer
/// that another connection sits on.
/// </summary>
internal unsafe struct RingReceiver
{
    /// <summary>
    /// Filled buffers that one unread connection may hold: a slow owner must not take them all.
    /// </summary>
    private const int QueueMax = 4;
    private const byte BulkCreditMax = 8;
    private const Ready Broken = Ready.Read | Ready.Write | Ready.PeerClosed | Ready.Failed;

    private RingEntry* _table;
    private byte* _direct;
    private int _directBytes;
    private BufferRing _buffers;
    private int _lentPlusOne;

    public static int TryCreate(int ringFd, RingEntry* table, int directBytes, out RingReceiver receiver)
    {
        receiver = new RingReceiver { _table = table, _directBytes = directBytes };
        int result = BufferRing.TryCreate(ringFd, out receiver._buffers);
        if (result == 0)
        {
            receiver._direct = (byte*)NativeMemory.AlignedAlloc((nuint)directBytes, 4096);
        }

        return result;
    }

    /// <summary>
    /// Buffers in the kernel's hands and lent ones; with those queued they are all there are.
    /// </summary>
    public readonly int BuffersNotQueued => _buffers.WithKernel + (_lentPlusOne != 0 ? 1 : 0);

    public void Arm(ref RingDriver driver, int fd)
    {
        ref RingEntry entry = ref _table[fd];
        Must.Hold(!entry.Has(RingFlags.Armed | RingFlags.Closing));
        entry.Flags |= RingFlags.Armed;
        if (entry.Has(RingFlags.Bulk))
        {
            RequestWriter.PollIn(driver.AddCounted(RingOperation.PollIn, fd), fd);
        }
        else
        {
            RequestWriter.Receive(driver.AddCounted(RingOperation.Receive, fd), fd);
        }
    }

    /// <summary>Ends the standing request; its last completion is still to come.</summary>
    public readonly void Disarm(ref RingDriver driver, int fd)
    {
        ref RingEntry entry = ref _table[fd];
        if (entry.Has(RingFlags.Armed) && !entry.Has(RingFlags.Cancelling))
        {
            entry.Flags |= RingFlags.Cancelling;
            driver.Cancel(entry.Has(RingFlags.Bulk) ? RingOperation.PollIn : RingOperation.Receive, fd);
        }
    }

    public Received Receive(scoped ref RingDriver driver, int fd, out Span<byte> bytes)
    {
        TakeBackLent();
        ref RingEntry entry = ref _table[fd];
        if (entry.QueueCount > 0)
        {
            ushort id = Dequeue(ref entry);
            _lentPlusOne = id + 1;
            bytes = _buffers.BytesOf(id);

            // While a request stands, what comes next is told. Else the socket has to be asked.
            return new Received(bytes.Length, entry.QueueCount == 0 && entry.Has(RingFlags.Armed));
        }

        bytes = default;
        if (entry.ReceiveErrno != 0)
        {
            int errno = entry.ReceiveErrno;
            entry.ReceiveErrno = 0;
            entry.Flags |= RingFlags.Ended;
            return new Received(errno, true);
        }

        if (entry.Has(RingFlags.Ended))
        {
            return new Received(0, true);
        }

        return entry.Has(RingFlags.Armed | RingFlags.Dialling)
            ? new Received(-Errno.EAGAIN, true)
            : ReceiveDirectly(ref driver, fd, out bytes);
    }

    /// <summary>Gives the lent buffer back to the kernel.</summary>
    public void TakeBackLent()
    {
        if (_lentPlusOne != 0)
        {
            _buffers.Give((ushort)(_lentPlusOne - 1));
            _lentPlusOne = 0;
        }
    }

    /// <summary>Throws away what nobody has received.</summary>
    public void DropQueue(ref RingEntry entry)
    {
        while (entry.QueueCount > 0)
        {
            _buffers.Give(Dequeue(ref entry));
        }
    }

    /// <summary>A completion that belongs to nobody any more: only its buffer counts.</summary>
    public void OnStale(in Completion completion)
    {
        if ((completion.Flags & Sys.IORING_CQE_F_BUFFER) != 0)
        {
            ushort id = (ushort)(completion.Flags >> Sys.IORING_CQE_BUFFER_SHIFT);
            _buffers.Take(id, 0);
            _buffers.Give(id);
        }
    }

    /// <summary>The standing request has brought bytes, the end of the stream, or its own end.</summary>
    public void OnReceive(ref RingDriver driver, ref HotQueue hot, int fd, in Completion completion)
    {
        ref RingEntry entry = ref _table[fd];
        // For whatever reason: looked at each time.
        bool hasEnded = (completion.Flags & Sys.IORING_CQE_F_MORE) == 0;
        if (hasEnded)
        {
            entry.Flags &= ~(RingFlags.Armed | RingFlags.Cancelling);
            entry.Outstanding--;
        }

        if (entry.Has(RingFlags.Closing) || completion.Result <= 0)
        {
            OnStale(completion);
        }

        if (entry.Has(RingFlags.Closing))
        {
            return;
        }

        if (completion.Result > 0)
        {
            OnBytes(ref driver, ref hot, fd, completion);
        }
        else
        {
            OnEnd(ref driver, ref hot, fd, completion.Result);
        }
    }

    /// <summary>A connection in bulk has something to read.</summary>
    public readonly void OnPollIn(ref HotQueue hot, int fd, in Completion completion)
    {
        ref RingEntry entry = ref _table[fd];
        entry.Flags &= ~(RingFlags.Armed | RingFlags.Cancelling);
        entry.Outstanding--;
        // A poll that failed without having been cancelled by a close (of which nothing is told): the owner's
        // receive finds out, and asks anew.
        uint events = completion.Result < 0 ? Sys.EPOLLIN : (uint)completion.Result;
        Ready ready = (events & Sys.EPOLLERR) != 0 ? Broken
            : (events & (Sys.EPOLLRDHUP | Sys.EPOLLHUP)) != 0 ? Ready.Read | Ready.PeerClosed
            : Ready.Read;
        hot.Tell(fd, ready);
    }

    public void Dispose()
    {
        _buffers.Dispose();
        NativeMemory.AlignedFree(_direct);
        this = default;
    }

    private void OnBytes(ref RingDriver driver, ref HotQueue hot, int fd, in Completion completion)
    {
        ref RingEntry entry = ref _table[fd];
        ushort id = (ushort)(completion.Flags >> Sys.IORING_CQE_BUFFER_SHIFT);
        _buffers.Take(id, completion.Result);
        Enqueue(ref entry, id);
        hot.Tell(fd, Ready.Read);
        bool isBulk = completion.Result == BufferRing.BufferBytes;
        if (isBulk || entry.QueueCount >= QueueMax)
        {
            // A standing request knows no back-pressure: it would fill buffers for as long as there are any.
            Disarm(ref driver, fd);
            entry.BurstBytes += isBulk ? completion.Result : 0;
        }
    }

    private void OnEnd(ref RingDriver driver, ref HotQueue hot, int fd, int result)
    {
        ref RingEntry entry = ref _table[fd];
        switch (result)
        {
            case 0:
                entry.Flags |= RingFlags.Ended;
                hot.Tell(fd, Ready.Read | Ready.PeerClosed);
                break;
            case -Errno.ENOBUFS:
                // There are bytes, and no buffer: the next receive reads them directly.
                hot.Tell(fd, Ready.Read);
                break;
            case -Errno.ECANCELED:
                if (entry.QueueCount == 0)
                {
                    JudgeBurst(ref entry);
                    Arm(ref driver, fd); // all was received meanwhile, and the owner waits to be told of more
                }

                break;
            default:
                entry.ReceiveErrno = (short)result;
                entry.Flags |= RingFlags.Broken;
                hot.Tell(fd, Broken);
                break;
        }
    }

    private Received ReceiveDirectly(scoped ref RingDriver driver, int fd, out Span<byte> bytes)
    {
        ref RingEntry entry = ref _table[fd];
        int count = StreamSocket.Receive(fd, _direct, _directBytes);
        bytes = new Span<byte>(_direct, int.Max(count, 0));
        entry.BurstBytes += int.Max(count, 0);
        if (count == _directBytes)
        {
            return new Received(count, false);
        }

        if (count is not (> 0 or -Errno.EAGAIN))
        {
            entry.Flags |= count == 0 ? RingFlags.Ended : RingFlags.Ended | RingFlags.Broken;
            return new Received(count, true);
        }

        JudgeBurst(ref entry);
        Arm(ref driver, fd);
        return new Received(count, true);
    }

    /// <summary>A burst is over: decides how the next one is waited for.</summary>
    private static void JudgeBurst(ref RingEntry entry)
    {
        if (entry.BurstBytes >= BufferRing.BufferBytes)
        {
            entry.BulkCredit = BulkCreditMax;
        }
        else if (entry.BulkCredit > 0)
        {
            entry.BulkCredit--; // the end of a large message is small: that alone proves nothing
        }

        entry.Flags = entry.BulkCredit > 0 ? entry.Flags | RingFlags.Bulk : entry.Flags & ~RingFlags.Bulk;
        entry.BurstBytes = 0;
    }

    private readonly void Enqueue(ref RingEntry entry, ushort id)
    {
        if (entry.QueueCount++ == 0)
        {
            entry.QueueFirst = id;
        }
        else
        {
            _buffers.NextOf(entry.QueueLast) = id;
        }

        entry.QueueLast = id;
    }

    private readonly ushort Dequeue(ref RingEntry entry)
    {
        Must.Hold(entry.QueueCount > 0);
        ushort id = entry.QueueFirst;
        entry.QueueFirst = _buffers.NextOf(id);
        entry.QueueCount--;
        return id;
    }
}
