using System.Net.Sockets;
using System.Threading.Tasks;
using Weir.Ground.Net;
using Weir.Ground.Time;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;
using Weir.Kernel.Sockets;
using Weir.Tests.Sim.Contract;
using Xunit;
using IPAddress = System.Net.IPAddress;

namespace Weir.Tests.Sim.Backends;

/// <summary>What only a backend that asks the real kernel can meet.</summary>
public abstract class KernelContract<TIo> : IoContract<TIo>
    where TIo : struct, IIoBackend
{
    private const int PatienceMs = 20_000;

    private protected delegate int Maker(in IoLimits limits, out TIo io);

    private protected abstract Maker Make { get; }

    /// <summary>As when the limit of the process is raised from outside after the tables were cut.</summary>
    [Promise]
    public void ConnectionBeyondTheTablesIsRefusedAndReset()
    {
        const int taken = 3; // standard input, output and error: whatever is opened lies above them
        Assert.Equal(0, Make(new IoLimits(taken, 4096), out TIo io));
        int listener = ListenSocket.Open(IpEndpoint.V4(0x7F000001, 0), 10);
        IpEndpoint at = SocketAddress.LocalOf(listener);
        Assert.Equal(-Errno.EMFILE, io.Dial(at, default));

        int caller = DialSocket.Open(at, default);
        AwaitReadable(listener);
        int accepted;
        int refused = 0; // what was dialled first may stand in the queue as well
        while ((accepted = io.Accept(listener, out _)) == -Errno.EMFILE)
        {
            refused++;
        }

        Assert.Equal(-Errno.EAGAIN, accepted);
        Assert.InRange(refused, 1, 2);
        AwaitReadable(caller);
        Assert.Equal(-Errno.ECONNRESET, DialSocket.ResultOf(caller));
        Assert.Equal(0, Sys.Close(caller));
        Assert.Equal(0, Sys.Close(listener));
        io.Dispose();
    }

    /// <summary>The answer is all that can end the wait, and it comes only after our end was seen.</summary>
    [Promise]
    public void AnEndBehindASmallMessageLeavesInTheSameWait()
    {
        using IoBench<TIo> bench = Open();
        using Socket peer = Meet(bench, out int fd);
        Assert.Equal(5, bench.Io.Send(fd, "first"u8, default));
        bench.Io.ShutdownSend(fd);
        Task answer = Task.Run(() =>
        {
            Assert.Equal(5, ReadToEnd(peer));
            peer.Send("seen"u8);
        });
        Assert.True(bench.Io.Wait(bench.Io.Now().After(PatienceMs)) > 0);
        Assert.True(answer.Wait(PatienceMs));
        bench.ReceiveAll(fd, new byte[4]);
        bench.Io.Close(fd, reset: false);
    }

    /// <summary>The peer has ended before: nothing is under way on the connection but the message.</summary>
    [Promise]
    public void ACloseBehindASmallMessageLeavesInTheSameWait()
    {
        using IoBench<TIo> bench = Open();
        using Socket peer = Meet(bench, out int fd);
        int signal = bench.OpenSignal();
        bench.Io.Watch(signal);
        peer.Shutdown(SocketShutdown.Send);
        Assert.Equal(0, bench.ReceiveEnd(fd));
        Assert.Equal(4, bench.Io.Send(fd, "last"u8, default));
        bench.Io.Close(fd, reset: false);
        Task answer = Task.Run(() =>
        {
            Assert.Equal(4, ReadToEnd(peer));
            bench.SetSignal(signal, raised: true);
        });
        Assert.True(bench.Io.Wait(bench.Io.Now().After(PatienceMs)) > 0);
        Assert.True(answer.Wait(PatienceMs));
        bench.SetSignal(signal, raised: false);
        bench.Io.Unlisten(signal);
        bench.CloseSignal(signal);
    }

    /// <summary>Whoever was told that there is no room hears of room, though nothing else happens.</summary>
    [Promise]
    public void RoomBehindASmallMessageIsToldInTheSameWait()
    {
        using IoBench<TIo> bench = Open();
        using Socket peer = Meet(bench, out int fd);
        byte[] much = new byte[5_000];
        int taken = bench.Io.Send(fd, "small"u8, default) + bench.Io.Send(fd, much, default);
        if (taken < 5 + much.Length)
        {
            Instant end = bench.Io.Now().After(PatienceMs);
            Assert.True(bench.Io.Wait(end) > 0);
            Assert.True(bench.Io.Now() < end); // and not told in passing, when all patience had gone
            Assert.True(bench.Io.Next(out IoEvent happened));
            Assert.Equal(new IoEvent(fd, Ready.Write), happened);
            Assert.False(bench.Io.Next(out _));
        }

        bench.Io.Close(fd, reset: false);
    }

    /// <summary>A connection to somebody who is no business of the backend, and the backend's end.</summary>
    private static Socket Meet(IoBench<TIo> bench, out int fd)
    {
        int listener = bench.OpenListener(out IpEndpoint at);
        bench.Io.Listen(listener);
        Socket peer = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        peer.Connect(IPAddress.Loopback, at.Port);
        fd = bench.Accept(listener, out _);
        bench.Io.Unlisten(listener);
        bench.CloseListener(listener);
        bench.Turn(0); // what was asked for so far is with the kernel
        return peer;
    }

    private static int ReadToEnd(Socket peer)
    {
        byte[] scratch = new byte[100];
        int all = 0;
        int count;
        while ((count = peer.Receive(scratch)) > 0)
        {
            all += count;
        }

        return all;
    }

    private static void AwaitReadable(int fd)
    {
        Watched[] watched = [new Watched { Descriptor = fd, Wanted = Watched.Readable }];
        Assert.Equal(1, Sys.Poll(watched, 20_000));
    }
}
