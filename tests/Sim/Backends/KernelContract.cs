using Weir.Ground.Net;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;
using Weir.Kernel.Sockets;
using Weir.Tests.Sim.Contract;
using Xunit;

namespace Weir.Tests.Sim.Backends;

/// <summary>What only a backend that asks the real kernel can meet.</summary>
public abstract class KernelContract<TIo> : IoContract<TIo>
    where TIo : struct, IIoBackend
{
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

    private static void AwaitReadable(int fd)
    {
        Watched[] watched = [new Watched { Descriptor = fd, Wanted = Watched.Readable }];
        Assert.Equal(1, Sys.Poll(watched, 20_000));
    }
}
