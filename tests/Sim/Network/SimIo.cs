using System;
using Weir.Ground.Check;
using Weir.Ground.Net;
using Weir.Ground.Time;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;
using Weir.Kernel.Sockets;

namespace Weir.Tests.Sim.Network;

/// <summary>The simulated network as the program under test asks for it: the third backend.</summary>
public readonly struct SimIo : IIoBackend
{
    // A fixed start of wall-clock time: log lines of equal runs are equal.
    private const long WallOffsetMs = 1_700_000_000_000 - 5_000_000_000;

    private readonly SimNetwork _network;
    private readonly int _host;

    /// <param name="network">Shared by all who live on it.</param>
    /// <param name="host">Which process this is; several share one network, each told of its own.</param>
    public SimIo(SimNetwork network, int host = 0)
    {
        _network = network;
        _host = host;
    }

    public Instant Now() => _network.Now;

    public long WallMs() => _network.Now.Ms + WallOffsetMs;

    public void Listen(int listener)
    {
        _network.Sockets.Use(listener, SimSockets.SimKind.Listener);
        _network.Sockets.WatchLevel(listener, _host);
    }

    public void Unlisten(int listener)
    {
        _network.Sockets.Use(listener, SimSockets.SimKind.Listener);
        _network.Sockets.UnwatchLevel(listener);
    }

    public void CloseListener(int listener)
    {
        if (_network.Sockets.Use(listener, SimSockets.SimKind.Listener).IsWatched)
        {
            throw new SimMisuseException($"listener {listener} is closed while it is watched");
        }

        _network.CloseListener(listener);
    }

    public void Deafen(int listener)
    {
        if (_network.Sockets.Use(listener, SimSockets.SimKind.Listener).IsWatched)
        {
            throw new SimMisuseException($"listener {listener} is deafened while it is watched");
        }

        _network.Deafen(listener);
    }

    public bool IsListening(int listener) => _network.IsListening(listener);

    public void Watch(int descriptor)
    {
        _network.Sockets.UseForeign(descriptor);
        _network.Sockets.WatchLevel(descriptor, _host);
    }

    public void Call(int descriptor) => _network.SetSignal(descriptor, true);

    public void TakeCalls(int descriptor) => _network.SetSignal(descriptor, false);

    public int Accept(int listener, out IpEndpoint peer) => _network.Accept(listener, _host, out peer);

    public int Dial(in IpEndpoint to, in DialOptions options) => _network.Dial(to, options.Source, _host);

    public int Offer(int channel, ReadOnlySpan<byte> message) => _network.Offer(channel, message, _host);

    public int TakeOffer(int channel, Span<byte> message, out int length) =>
        _network.TakeOffer(channel, message, out length, _host);

    public int DialResult(int fd)
    {
        SimEnd end = EndOf(fd);
        return end.State == SimEndState.Connecting && !end.IsBroken ? 0 : -end.TakeErrno();
    }

    public Received Receive(int fd, out Span<byte> bytes)
    {
        SimEnd end = EndOf(fd);
        SimSockets sockets = _network.Sockets;
        sockets.TakeBackLent();
        int count = _network.Transport.Receive(end, sockets.Lent);
        bytes = sockets.Lend(count);
        if (count > 0)
        {
            return new Received(count, end.In.Readable == 0 && !end.IsFinIn && !end.IsBroken);
        }

        if (end.IsBroken)
        {
            return new Received(-end.TakeErrno(), true); // 0 once the errno has been told, as in Linux
        }

        return new Received(end.IsFinIn ? 0 : -Errno.EAGAIN, true);
    }

    public int Send(int fd, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        SimEnd end = EndOf(fd);
        if (end.IsBroken)
        {
            int errno = end.TakeErrno();
            return errno == 0 ? -Errno.EPIPE : -errno;
        }

        if (end.IsSendShut)
        {
            return -Errno.EPIPE;
        }

        return end.State == SimEndState.Connecting ? 0 : _network.Transport.Send(end, first, second);
    }

    public bool TryOpenPipe(out SplicePipe pipe)
    {
        pipe = default;
        int readEnd = _network.Sockets.Take(SimSockets.SimKind.Pipe);
        int writeEnd = _network.Sockets.Take(SimSockets.SimKind.Pipe);
        Must.Hold(writeEnd >= 0); // a simulated box has more than its worker asks for
        _network.Sockets.Use(readEnd, SimSockets.SimKind.Pipe).Piped = new byte[SplicePipe.HeldMax];
        pipe.ReadEnd = readEnd;
        pipe.WriteEnd = writeEnd;
        return true;
    }

    public int Fill(ref SplicePipe pipe, int from)
    {
        Must.Hold(pipe.Held == 0);
        Received got = Receive(from, out Span<byte> bytes);
        bytes.CopyTo(Piped(in pipe));
        pipe.Held = int.Max(got.Count, 0);
        return got.Count;
    }

    public int Empty(ref SplicePipe pipe, int to)
    {
        Span<byte> held = Piped(in pipe).AsSpan(0, pipe.Held);
        int taken = Send(to, held, default);
        if (taken > 0)
        {
            held[taken..].CopyTo(held);
            pipe.Held -= taken;
        }

        return int.Min(taken, 0);
    }

    public void Read(ref SplicePipe pipe, Span<byte> into)
    {
        Piped(in pipe).AsSpan(0, pipe.Held).CopyTo(into);
        pipe.Held = 0;
    }

    public void ClosePipe(ref SplicePipe pipe)
    {
        _network.Sockets.GiveBack(pipe.ReadEnd);
        _network.Sockets.GiveBack(pipe.WriteEnd);
        pipe = default;
    }

    public void ShutdownSend(int fd) => _network.Transport.ShutdownSend(EndOf(fd));

    public void Close(int fd, bool reset)
    {
        SimEnd end = EndOf(fd);
        _network.Sockets.GiveBack(fd);
        end.Fd = -1;
        _network.Transport.Close(end, reset);
    }

    public IpEndpoint LocalAddress(int fd) => EndOf(fd).Local;

    public IpEndpoint OriginalAddress(int fd) => EndOf(fd).Local;

    public int Wait(Instant until) => _network.Wait(until, _host);

    public bool Next(out IoEvent happened) => _network.Sockets.Next(out happened);

    public void Dispose()
    {
    }

    private byte[] Piped(in SplicePipe pipe) =>
        _network.Sockets.Use(pipe.ReadEnd, SimSockets.SimKind.Pipe).Piped!;

    private SimEnd EndOf(int fd) => _network.Sockets.Use(fd, SimSockets.SimKind.Connection).End!;
}
