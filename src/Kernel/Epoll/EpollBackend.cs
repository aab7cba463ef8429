using System;
using System.Runtime.InteropServices;
using Weir.Ground.Check;
using Weir.Ground.Net;
using Weir.Ground.Time;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;
using Weir.Kernel.Sockets;

namespace Weir.Kernel.Epoll;

/// <summary>
/// I/O by readiness. A connection is registered once, edge-triggered for everything, and never touched again:
/// close() removes it. So a short connection costs two epoll_ctl calls less than one that changes its
/// interest.
/// <code>
///   event datum   63 ........ 32 | 31 ........ 0
///                  registration  |  descriptor        the table's registration must match, else it is stale
/// </code>
/// </summary>
public unsafe struct EpollBackend : IIoBackend
{
    private const int BatchMax = 256;
    private const uint ConnectionEvents = Sys.EPOLLIN | Sys.EPOLLOUT | Sys.EPOLLRDHUP | Sys.EPOLLET;

    private int _epoll;
    private IoLimits _limits;
    private EpollEntry* _table;
    private EpollEvent* _batch;
    private byte* _receive;
    private int _count;
    private int _at;

    /// <summary>Makes an epoll set and its memory. Returns 0; below 0 an errno, negated.</summary>
    public static int TryCreate(in IoLimits limits, out EpollBackend backend)
    {
        Must.Hold(limits.DescriptorMax > 0);
        Must.Hold(limits.ReceiveBytes > 0);
        backend = default;
        int epoll = Errno.Checked(Sys.EpollCreate(Sys.EPOLL_CLOEXEC));
        if (epoll < 0)
        {
            return epoll;
        }

        backend._epoll = epoll;
        backend._limits = limits;
        nuint descriptors = (nuint)limits.DescriptorMax;
        backend._table = (EpollEntry*)NativeMemory.AllocZeroed(descriptors, (nuint)sizeof(EpollEntry));
        backend._batch = (EpollEvent*)NativeMemory.AllocZeroed(BatchMax, (nuint)sizeof(EpollEvent));
        backend._receive = (byte*)NativeMemory.AlignedAlloc((nuint)limits.ReceiveBytes, 4096);
        return 0;
    }

    public Instant Now() => new(Sys.MonotonicMs());

    public long WallMs() => Sys.RealtimeMs();

    // Level-triggered, unlike connections: the owner takes a bounded number per event, and an edge would
    // strand the rest.
    public void Listen(int listener)
    {
        StreamSocket.SendAtOnce(listener);
        Must.Hold(TryRegister(listener, Sys.EPOLLIN) == 0);
    }

    public void Unlisten(int listener)
    {
        int result = Errno.Checked(Sys.EpollControl(_epoll, Sys.EPOLL_CTL_DEL, listener, null));
        Must.Hold(result == 0);
        _table[listener].Registration++;
    }

    public void CloseListener(int listener) => Sys.Close(listener);

    public void Deafen(int listener) => ListenSocket.End(listener);

    public bool IsListening(int listener) => ListenSocket.IsListening(listener);

    public void Watch(int descriptor) => Must.Hold(TryRegister(descriptor, Sys.EPOLLIN) == 0);

    public void Call(int descriptor) => Sys.CallOn(descriptor);

    public void TakeCalls(int descriptor) => Sys.TakeCalls(descriptor);

    public int Accept(int listener, out IpEndpoint peer)
    {
        int fd = StreamSocket.Accept(listener, out peer);
        return fd < 0 ? fd : Adopt(fd);
    }

    public int Dial(in IpEndpoint to, in DialOptions options)
    {
        int fd = DialSocket.Open(to, options);
        return fd < 0 ? fd : Adopt(fd); // after connect(): an unconnected socket would announce a hang-up
    }

    public int Offer(int channel, ReadOnlySpan<byte> message)
    {
        int fd = HandedConnection.Offer(channel, message);
        return fd < 0 ? fd : Adopt(fd);
    }

    public int TakeOffer(int channel, Span<byte> message, out int length)
    {
        int fd = HandedConnection.Take(channel, message, out length);
        return fd < 0 ? fd : Adopt(fd);
    }

    // What fails is announced as a fault: a connection that is just writable stands, unasked.
    public int DialResult(int fd) => _table[fd].Failed ? DialSocket.ResultOf(fd) : 0;

    public Received Receive(int fd, out Span<byte> bytes)
    {
        int count = StreamSocket.Receive(fd, _receive, _limits.ReceiveBytes);
        bytes = new Span<byte>(_receive, int.Max(count, 0));
        bool drained = count <= 0 || (count < _limits.ReceiveBytes && !_table[fd].PeerClosed);
        return new Received(count, drained);
    }

    public int Send(int fd, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) =>
        StreamSocket.Send(fd, first, second);

    public bool TryOpenPipe(out SplicePipe pipe)
    {
        pipe = default;
        return Sys.Pipe(out pipe.ReadEnd, out pipe.WriteEnd) >= 0;
    }

    public int Fill(ref SplicePipe pipe, int from)
    {
        Must.Hold(pipe.Held == 0);
        int count = Sys.Splice(from, pipe.WriteEnd, SplicePipe.HeldMax);
        pipe.Held = int.Max(count, 0);
        return count;
    }

    public int Empty(ref SplicePipe pipe, int to)
    {
        while (pipe.Held > 0)
        {
            // Until it is refused: only then will the kernel tell that there is room again.
            int count = Sys.Splice(pipe.ReadEnd, to, pipe.Held);
            if (count < 0)
            {
                return count == -Errno.EAGAIN ? 0 : count;
            }

            pipe.Held -= count;
        }

        return 0;
    }

    public void Read(ref SplicePipe pipe, Span<byte> into)
    {
        Must.Hold(Sys.Read(pipe.ReadEnd, into[..pipe.Held]) == pipe.Held);
        pipe.Held = 0;
    }

    public void ClosePipe(ref SplicePipe pipe)
    {
        Sys.Close(pipe.ReadEnd);
        Sys.Close(pipe.WriteEnd);
        pipe = default;
    }

    // Fails only when the connection is gone already.
    public void ShutdownSend(int fd) => Sys.Shutdown(fd, Sys.SHUT_WR);

    public void Close(int fd, bool reset)
    {
        _table[fd].Registration++;
        StreamSocket.Close(fd, reset);
    }

    public IpEndpoint LocalAddress(int fd) => SocketAddress.LocalOf(fd);

    public IpEndpoint OriginalAddress(int fd) => SocketAddress.OriginalOf(fd);

    public int Wait(Instant until)
    {
        Must.Hold(_at == _count); // an edge that is dropped here never comes again
        _at = 0;
        _count = Sys.EpollPeek(_epoll, _batch, BatchMax, 0);
        if (_count == 0)
        {
            _count = Block(until);
        }

        if (_count < 0)
        {
            Must.Hold(Errno.Last() == Errno.EINTR);
            _count = 0;
        }

        return _count;
    }

    public bool Next(out IoEvent happened)
    {
        while (_at < _count)
        {
            ref readonly EpollEvent told = ref _batch[_at++];
            int fd = (int)(uint)told.Data;
            if (_table[fd].Registration == (uint)(told.Data >> 32))
            {
                Ready ready = ReadyOf(told.Events);
                _table[fd].PeerClosed |= (ready & Ready.PeerClosed) != 0;
                _table[fd].Failed |= (told.Events & (Sys.EPOLLERR | Sys.EPOLLHUP)) != 0;
                happened = new IoEvent(fd, ready);
                return true;
            }
        }

        happened = default;
        return false;
    }

    public void Dispose()
    {
        Sys.Close(_epoll);
        NativeMemory.Free(_table);
        NativeMemory.Free(_batch);
        NativeMemory.AlignedFree(_receive);
        this = default;
    }

    private static Ready ReadyOf(uint events)
    {
        Ready ready = Ready.None;
        if ((events & (Sys.EPOLLIN | Sys.EPOLLRDHUP | Sys.EPOLLHUP)) != 0)
        {
            ready |= Ready.Read;
        }

        if ((events & Sys.EPOLLOUT) != 0)
        {
            ready |= Ready.Write;
        }

        if ((events & (Sys.EPOLLRDHUP | Sys.EPOLLHUP | Sys.EPOLLERR)) != 0)
        {
            ready |= Ready.PeerClosed;
        }

        if ((events & Sys.EPOLLERR) != 0)
        {
            ready |= Ready.Failed;
        }

        return ready;
    }

    /// <summary>
    /// Watches a new connection, and returns it; one that cannot be watched is reset, and its errno returned,
    /// negated.
    /// </summary>
    private int Adopt(int fd)
    {
        int result = fd < _limits.DescriptorMax ? TryRegister(fd, ConnectionEvents) : -Errno.EMFILE;
        if (result == 0)
        {
            return fd;
        }

        StreamSocket.Close(fd, reset: true);
        return result;
    }

    private int TryRegister(int fd, uint events)
    {
        Must.Hold(fd >= 0);
        Must.Hold(fd < _limits.DescriptorMax);
        uint registration = _table[fd].Registration + 1;
        _table[fd] = new EpollEntry { Registration = registration };
        EpollEvent what = new() { Events = events, Data = ((ulong)registration << 32) | (uint)fd };
        int result = Errno.Checked(Sys.EpollControl(_epoll, Sys.EPOLL_CTL_ADD, fd, &what));
        // The box's doing: no memory, or as many watches as fs.epoll.max_user_watches allows this user.
        Must.Hold(result is 0 or -Errno.ENOMEM or -Errno.ENOSPC);
        return result;
    }

    private int Block(Instant until)
    {
        long ms = until.IsNever ? -1 : until.Since(Now());
        if (ms <= 0 && !until.IsNever)
        {
            return 0;
        }

        // A clock rounded down and a whole number of milliseconds: the wait ends at the instant or after,
        // never before.
        return Sys.EpollWait(_epoll, _batch, BatchMax, (int)long.Min(ms, int.MaxValue));
    }
}
