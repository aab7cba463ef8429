using System;
using System.Collections.Generic;
using Weir.Ground.Net;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;
using Weir.Kernel.Sockets;
using Weir.Tests.Sim.Contract;
using Xunit;

namespace Weir.Tests.Sim.Backends;

/// <summary>
/// The surroundings of a backend that asks the real kernel: loopback sockets, and an eventfd.
/// </summary>
public abstract class KernelBench<TIo> : IoBench<TIo>
    where TIo : struct, IIoBackend
{
    private static readonly IpEndpoint Loopback = IpEndpoint.V4(0x7F000001, 0);

    private readonly List<int> _kept = [];

    public override int OpenListener(out IpEndpoint at)
    {
        int listener = ListenSocket.Open(Loopback, 1024);
        Assert.True(listener >= 0);
        at = SocketAddress.LocalOf(listener);
        return listener;
    }

    public override void CloseListener(int listener) => Assert.Equal(0, Sys.Close(listener));

    public override IpEndpoint NobodyThere()
    {
        // Bound and not listening: nobody else can be given the port while the test runs.
        int fd = ListenSocket.Bind(Loopback);
        _kept.Add(fd);
        return SocketAddress.LocalOf(fd);
    }

    public override IpEndpoint Silence()
    {
        // Once its queue is full, a listener drops what knocks.
        int listener = ListenSocket.Open(Loopback, 0);
        _kept.Add(listener);
        IpEndpoint at = SocketAddress.LocalOf(listener);
        for (int i = 0; i < 4; i++)
        {
            _kept.Add(DialSocket.Open(at, default));
        }

        return at;
    }

    public override int OpenSignal() => Sys.EventFd(0, Sys.EFD_NONBLOCK | Sys.EFD_CLOEXEC);

    public override void SetSignal(int signal, bool raised)
    {
        Span<byte> count = stackalloc byte[8];
        count[0] = 1;
        Assert.Equal(8, raised ? Sys.Write(signal, count) : Sys.Read(signal, count));
    }

    public override void CloseSignal(int signal) => Assert.Equal(0, Sys.Close(signal));

    public override (int Offers, int Takes) OpenChannel()
    {
        Assert.Equal(0, Sys.MessagePair(out int offers, out int takes));
        _kept.AddRange([offers, takes]);
        return (offers, takes);
    }

    protected override void Clean()
    {
        foreach (int fd in _kept)
        {
            _ = Sys.Close(fd);
        }
    }
}
