using System;
using Weir.Control.Checks;
using Weir.Ground.Time;
using Weir.Kernel.Calls;
using Weir.Kernel.Epoll;
using Weir.Kernel.Io;
using Weir.Model.Live;

namespace Weir.Control;

/// <summary>The keeper process: one thread that watches what the byte path only reads.</summary>
public static class KeeperLoop
{
    /// <summary>
    /// Descriptor numbers are below this: far more than a keeper opens, whatever the limit of the process is.
    /// </summary>
    private const int DescriptorMost = 1 << 20;

    /// <summary>
    /// Runs until the master says so, or is gone. Returns 0; 1 when it could not begin.
    /// </summary>
    public static int Run(KeeperSetup setup)
    {
        int descriptors = Math.Min(Sys.DescriptorLimit(), DescriptorMost);
        if (EpollBackend.TryCreate(IoLimits.Default(descriptors), out EpollBackend io) < 0)
        {
            return 1;
        }

        using HealthLog log = new(setup.Plan, setup.MasterPid, setup.IsQuiet);
        HealthKeeper keeper = new(setup, log);
        keeper.TakeOver();
        HealthChecks<EpollBackend> checks = new(setup.Plan, keeper, io.Now());
        bool begins = setup.Begin();
        if (begins)
        {
            Turns(ref io, setup, checks, log);
        }

        io.Dispose();
        return begins ? 0 : 1;
    }

    private static void Turns<TIo>(
        ref TIo io, KeeperSetup setup, HealthChecks<TIo> checks, HealthLog log)
        where TIo : struct, IIoBackend
    {
        io.Watch(setup.Control);
        checks.EndStopped(ref io, setup.Board); // an earlier keeper was told, if there was one
        for (; ; )
        {
            io.Wait(checks.Next);
            Instant now = io.Now();
            while (io.Next(out IoEvent happened))
            {
                if (happened.Fd != setup.Control)
                {
                    checks.OnReady(ref io, happened, now);
                    continue;
                }

                switch (Hear(setup.Control))
                {
                    case ControlMessage.SoftStop:
                        return;
                    case ControlMessage.StopProxies:
                        checks.EndStopped(ref io, setup.Board);
                        break;
                }
            }

            checks.OnTime(ref io, now);
            log.Flush();
        }
    }

    /// <summary>
    /// What the master says. Its end, or a broken socket, is a stop: nobody is there to work for.
    /// </summary>
    private static ControlMessage? Hear(int controlFd)
    {
        Span<byte> message = stackalloc byte[1];
        int count = Sys.Read(controlFd, message);
        return count switch
        {
            1 when message[0] == (byte)ControlMessage.MakeWay => ControlMessage.SoftStop,
            1 => (ControlMessage)message[0],
            -Errno.EAGAIN or -Errno.EINTR => null,
            _ => ControlMessage.SoftStop,
        };
    }
}
