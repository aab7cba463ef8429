using System;
using System.Runtime.InteropServices;
using Weir.Ground.Check;
using Weir.Ground.Net;
using Weir.Ground.Time;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;
using Weir.Kernel.Sockets;

namespace Weir.Kernel.Ring;

/// <summary>
/// I/O by completion. Receives stand with the kernel and fill buffers as bytes arrive; small messages are
/// copied and sent with the next wait, so that a turn costs one kernel entry. What is large is read and sent
/// by plain calls.
/// </summary>
/// <remarks>
/// A descriptor that is given back is closed only when no request of it is with the kernel: until then
/// close() would not end the connection, and bytes for it would go on arriving. So its number comes again
/// later than with epoll.
/// </remarks>
public unsafe struct RingBackend : IIoBackend
{
    private const int ForeignMax = 64;
    private const int TriesMax = 1000;

    /// <summary>A peer that takes nothing is not waited for longer than this at the end.</summary>
    private const long LastSendsMs = 2_000;

    private const Ready Broken = Ready.Read | Ready.Write | Ready.PeerClosed | Ready.Failed;

    private int _descriptorMax;
    private RingEntry* _table;
    private RingDriver _driver;
    private RingReceiver _receiver;
    private RingSender _sender;
    private HotQueue _hot;
    private int* _foreignTold;
    private int _foreignToldCount;

    /// <summary>
    /// Makes a ring that only the calling thread may use. Returns 0; below 0 an errno, negated: this box has
    /// no io_uring of the kind (ENOSYS, EPERM, EINVAL, ENOMEM), and the caller falls back to epoll.
    /// </summary>
    public static int TryCreate(in IoLimits limits, out RingBackend backend)
    {
        Must.Hold(limits.DescriptorMax > 0);
        Must.Hold(limits.ReceiveBytes > 0);
        RingEntry* table =
            (RingEntry*)NativeMemory.AllocZeroed((nuint)limits.DescriptorMax, (nuint)sizeof(RingEntry));
        backend = new RingBackend { _descriptorMax = limits.DescriptorMax, _table = table };
        int result = RingDriver.TryCreate(table, out backend._driver);
        if (result >= 0)
        {
            int ring = backend._driver.Fd;
            result = RingReceiver.TryCreate(ring, table, limits.ReceiveBytes, out backend._receiver);
            if (result < 0)
            {
                backend._driver.Dispose();
            }
        }

        if (result < 0)
        {
            NativeMemory.Free(table);
            backend = default;
            return result;
        }

        backend._sender = RingSender.Create(table);
        backend._hot = HotQueue.Create(limits.DescriptorMax, table);
        backend._foreignTold = (int*)NativeMemory.AllocZeroed(ForeignMax, sizeof(int));
        return 0;
    }

    public Instant Now() => new(Sys.MonotonicMs());

    public long WallMs() => Sys.RealtimeMs();

    public void Listen(int listener)
    {
        StreamSocket.SendAtOnce(listener);
        Register(listener, RingFlags.Listener);
        ArmListener(listener);
    }

    public void Unlisten(int listener)
    {
        ref RingEntry entry = ref _table[listener];
        Must.Hold(entry.Has(RingFlags.Listener | RingFlags.Foreign));
        _hot.Forget(listener);
        entry.Flags |= RingFlags.Closing;
        if (entry.Has(RingFlags.Armed))
        {
            bool isListener = entry.Has(RingFlags.Listener);
            _driver.Cancel(isListener ? RingOperation.PollListener : RingOperation.PollIn, listener);
        }

        // The owner may close it next. A listener that is still polled would stay open, and be connected to
        // for ever.
        for (int tries = 0; entry.Outstanding > 0; tries++)
        {
            Must.Hold(tries < TriesMax);
            _driver.EnterNow();
            Reap();
        }

        entry.Life++;
        entry.Flags &= RingFlags.Hot;
    }

    public void CloseListener(int listener)
    {
        Must.Hold(_table[listener].Outstanding == 0); // a poll on it would keep it open, and connected to
        Sys.Close(listener);
    }

    public void Deafen(int listener)
    {
        Must.Hold(_table[listener].Outstanding == 0);
        ListenSocket.End(listener);
    }

    public bool IsListening(int listener) => ListenSocket.IsListening(listener);

    public void Watch(int descriptor)
    {
        Register(descriptor, RingFlags.Foreign);
        ArmForeign(descriptor);
    }

    public void Call(int descriptor) => Sys.CallOn(descriptor);

    public void TakeCalls(int descriptor) => Sys.TakeCalls(descriptor);

    public int Accept(int listener, out IpEndpoint peer)
    {
        int fd = Adopt(StreamSocket.Accept(listener, out peer));
        if (fd == -Errno.EAGAIN && listener < _descriptorMax) // one beyond the tables was never watched
        {
            _hot.Forget(listener); // until then it is told of in each batch
        }

        return fd;
    }

    public int Offer(int channel, ReadOnlySpan<byte> message) =>
        Adopt(HandedConnection.Offer(channel, message));

    public int TakeOffer(int channel, Span<byte> message, out int length) =>
        Adopt(HandedConnection.Take(channel, message, out length));

    public int Dial(in IpEndpoint to, in DialOptions options)
    {
        int fd = DialSocket.Open(to, options);
        if (fd >= _descriptorMax)
        {
            return Refuse(fd);
        }

        if (fd >= 0)
        {
            Register(fd, RingFlags.Dialling);
            _sender.PollOut(ref _driver, fd);
        }

        return fd;
    }

    public int DialResult(int fd) => DialSocket.ResultOf(fd);

    public Received Receive(int fd, out Span<byte> bytes) => _receiver.Receive(ref _driver, fd, out bytes);

    public int Send(int fd, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) =>
        _sender.Send(ref _driver, fd, first, second);

    /// <summary>
    /// None: a connection's next bytes are on their way into a buffer of the ring before anybody asks.
    /// </summary>
    public bool TryOpenPipe(out SplicePipe pipe)
    {
        pipe = default;
        return false;
    }

    public int Fill(ref SplicePipe pipe, int from) => -Errno.EINVAL;

    public int Empty(ref SplicePipe pipe, int to) => -Errno.EINVAL;

    public void Read(ref SplicePipe pipe, Span<byte> into) => Must.Hold(pipe.Held == 0);

    public void ClosePipe(ref SplicePipe pipe) => Must.Hold(!pipe.IsOpen);

    public void ShutdownSend(int fd) => _sender.ShutdownSend(_driver.EnterCount, fd);

    public void Close(int fd, bool reset)
    {
        ref RingEntry entry = ref _table[fd];
        Must.Hold(!entry.Has(RingFlags.Closing));
        _hot.Forget(fd);
        entry.Flags |= RingFlags.Closing | (reset ? RingFlags.ResetDue : RingFlags.None);
        _receiver.DropQueue(ref entry);
        _receiver.Disarm(ref _driver, fd);
        _sender.Close(ref _driver, fd, reset);
        CloseIfQuiet(fd);
    }

    public IpEndpoint LocalAddress(int fd) => SocketAddress.LocalOf(fd);

    public IpEndpoint OriginalAddress(int fd) => SocketAddress.OriginalOf(fd);

    public int Wait(Instant until)
    {
        Must.Hold(_hot.IsBatchOver); // a completion that is dropped here never comes again
        _receiver.TakeBackLent();
        for (int i = 0; i < _foreignToldCount; i++)
        {
            RearmForeign(_foreignTold[i]);
        }

        _foreignToldCount = 0;
        bool isOver;
        do
        {
            isOver = _hot.LiveCount > 0;
            if (isOver || _sender.IsFateAwaited)
            {
                _driver.EnterNow();
            }
            else
            {
                isOver = _driver.EnterUntil(until);
            }

            Reap();
        }
        // Completions that tell the owner nothing: ended requests, room for a rest.
        while (_hot.LiveCount == 0 && !isOver);
        _hot.StartBatch();
        return _hot.LiveCount;
    }

    public bool Next(out IoEvent happened)
    {
        if (!_hot.TryTake(out happened))
        {
            return false;
        }

        ref readonly RingEntry entry = ref _table[happened.Fd];
        if (entry.Has(RingFlags.Listener))
        {
            _hot.Tell(happened.Fd, Ready.Read); // in the next batch again, unless an accept finds nobody
        }
        else if (entry.Has(RingFlags.Foreign))
        {
            Must.Hold(_foreignToldCount < ForeignMax);
            _foreignTold[_foreignToldCount++] = happened.Fd;
        }

        return true;
    }

    public void Dispose()
    {
        FinishSends();
        int queued = 0;
        for (int fd = 0; fd < _descriptorMax; fd++)
        {
            queued += _table[fd].QueueCount;
        }

        // Each is with the kernel, lent or queued. A lost one would be missed only under load, long after.
        Must.Hold(_receiver.BuffersNotQueued + queued == BufferRing.Count);
        _driver.Dispose();
        for (int fd = 0; fd < _descriptorMax; fd++)
        {
            if (_table[fd].Has(RingFlags.Closing))
            {
                StreamSocket.Close(fd, _table[fd].Has(RingFlags.ResetDue));
            }
        }

        _receiver.Dispose();
        _sender.Dispose();
        _hot.Dispose();
        NativeMemory.Free(_table);
        NativeMemory.Free(_foreignTold);
        this = default;
    }

    /// <summary>
    /// What was taken by <see cref="Send"/> before a close leaves before the ring goes, or never.
    /// </summary>
    private void FinishSends()
    {
        Instant giveUp = Now().After(LastSendsMs);
        while (AnyCloseWaitsForBytes() && Now() < giveUp)
        {
            _driver.EnterUntil(giveUp);
            Reap();
        }
    }

    private readonly bool AnyCloseWaitsForBytes()
    {
        for (int fd = 0; fd < _descriptorMax; fd++)
        {
            ref readonly RingEntry entry = ref _table[fd];
            if (entry.Has(RingFlags.Closing) && !entry.Has(RingFlags.ResetDue) && entry.SlotPlusOne != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Receives from a connection that stands, if there is one: below 0 is passed on.</summary>
    private int Adopt(int fd)
    {
        if (fd >= _descriptorMax)
        {
            return Refuse(fd);
        }

        if (fd >= 0)
        {
            Register(fd, RingFlags.None);
            _receiver.Arm(ref _driver, fd);
        }

        return fd;
    }

    /// <summary>A connection that has no place in the table is reset.</summary>
    private static int Refuse(int fd)
    {
        StreamSocket.Close(fd, reset: true);
        return -Errno.EMFILE;
    }

    private readonly void Register(int fd, RingFlags flags)
    {
        Must.Hold(fd >= 0);
        Must.Hold(fd < _descriptorMax);
        ref RingEntry entry = ref _table[fd];
        // The kernel cannot give out a number that we have not closed.
        Must.Hold(!entry.Has(RingFlags.Closing));
        Must.Hold(entry.QueueCount == 0);
        entry = new RingEntry { Life = entry.Life + 1, Flags = flags | (entry.Flags & RingFlags.Hot) };
    }

    private void ArmListener(int fd)
    {
        _table[fd].Flags |= RingFlags.Armed;
        RequestWriter.PollListener(_driver.AddCounted(RingOperation.PollListener, fd), fd);
    }

    private void ArmForeign(int fd)
    {
        _table[fd].Flags |= RingFlags.Armed;
        RequestWriter.PollIn(_driver.AddCounted(RingOperation.PollIn, fd), fd);
    }

    private void RearmForeign(int fd)
    {
        // Asked once more after each telling: what its owner has not read is told again at once.
        if (_table[fd].Has(RingFlags.Foreign) && !_table[fd].Has(RingFlags.Armed))
        {
            ArmForeign(fd);
        }
    }

    private void Reap()
    {
        bool isAllTaken = _driver.IsAllTaken; // before completions add requests of their own
        while (_driver.TryTake(out Completion completion))
        {
            int fd = RequestWriter.FdOf(completion.UserData);
            if (RequestWriter.LifeOf(completion.UserData) != (_table[fd].Life & RequestWriter.LifeMask))
            {
                _receiver.OnStale(completion);
                continue;
            }

            Dispatch(fd, completion);
            CloseIfQuiet(fd);
        }

        for (int i = 0; isAllTaken && i < _sender.QueuedCount; i++)
        {
            CloseIfQuiet(_sender.Settle(ref _hot, i));
        }

        if (isAllTaken)
        {
            _sender.ForgetQueued();
        }
    }

    private void Dispatch(int fd, in Completion completion)
    {
        switch (RequestWriter.OperationOf(completion.UserData))
        {
            case RingOperation.Receive:
                _receiver.OnReceive(ref _driver, ref _hot, fd, completion);
                break;
            case RingOperation.Send:
                _sender.OnSend(ref _driver, ref _hot, fd, completion.Result);
                break;
            case RingOperation.PollIn:
                _receiver.OnPollIn(ref _hot, fd, completion);
                break;
            case RingOperation.PollOut:
                OnPollOut(fd, completion.Result);
                break;
            case RingOperation.PollListener:
                OnPollListener(fd, completion);
                break;
            default:
                break; // a cancellation that found nothing: what it was for had ended by itself
        }
    }

    private void OnPollOut(int fd, int result)
    {
        ref RingEntry entry = ref _table[fd];
        entry.Flags &= ~RingFlags.PollsOut;
        entry.Outstanding--;
        if (entry.Has(RingFlags.Closing) && !entry.Has(RingFlags.Stuck))
        {
            return; // given up
        }

        if (!entry.Has(RingFlags.Dialling))
        {
            // After a poll that failed too: then the send finds out.
            _sender.OnRoom(ref _driver, ref _hot, fd);
            return;
        }

        entry.Flags &= ~RingFlags.Dialling;
        if (result < 0 || ((uint)result & (Sys.EPOLLERR | Sys.EPOLLHUP)) != 0)
        {
            _hot.Tell(fd, Broken);
            return;
        }

        _receiver.Arm(ref _driver, fd);
        _hot.Tell(fd, Ready.Write);
    }

    private void OnPollListener(int fd, in Completion completion)
    {
        ref RingEntry entry = ref _table[fd];
        bool hasEnded = (completion.Flags & Sys.IORING_CQE_F_MORE) == 0;
        if (hasEnded)
        {
            entry.Flags &= ~RingFlags.Armed;
            entry.Outstanding--;
        }

        if (entry.Has(RingFlags.Closing))
        {
            return;
        }

        Must.Hold(completion.Result >= 0);
        _hot.Tell(fd, Ready.Read);
        if (hasEnded)
        {
            ArmListener(fd); // ended without having been asked to: its completions had overflowed
        }
    }

    private void CloseIfQuiet(int fd)
    {
        ref RingEntry entry = ref _table[fd];
        bool isOurs = entry.Has(RingFlags.Closing) && !entry.Has(RingFlags.Listener | RingFlags.Foreign);
        if (!isOurs || entry.Outstanding > 0 || entry.SlotPlusOne != 0)
        {
            return;
        }

        bool reset = entry.Has(RingFlags.ResetDue);
        entry = new RingEntry { Life = entry.Life + 1, Flags = entry.Flags & RingFlags.Hot };
        StreamSocket.Close(fd, reset);
    }
}
