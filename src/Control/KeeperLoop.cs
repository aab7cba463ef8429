using System;
using Weir.Control.Checks;
using Weir.Control.Cli;
using Weir.Control.Orders;
using Weir.Control.Stats;
using Weir.Ground.Time;
using Weir.Kernel.Calls;
using Weir.Kernel.Epoll;
using Weir.Kernel.Io;
using Weir.Model.Live;
using Weir.Model.Places;
using Weir.Model.Plan;

namespace Weir.Control;

/// <summary>The keeper process: one thread that watches what the byte path only reads.</summary>
public static class KeeperLoop
{
    /// <summary>
    /// Descriptor numbers are below this: far more than a keeper opens, whatever the limit of the process is.
    /// </summary>
    private const int DescriptorMost = 1 << 20;

    private const int NoCall = -1;

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

        using HealthWatch<EpollBackend> health = new(setup, io.Now());
        bool begins = setup.Begin();
        if (begins)
        {
            StatsServer<EpollBackend> stats = new(setup, health.Orders);
            stats.Open(ref io);
            RuntimeServer<EpollBackend> commands = new(setup, health.Orders);
            commands.Open(ref io);
            Turns(ref io, setup, health, stats, commands);
        }

        io.Dispose();
        return begins ? 0 : 1;
    }

    private static void Turns<TIo>(
        ref TIo io, KeeperSetup setup, HealthWatch<TIo> health, StatsServer<TIo> stats,
        RuntimeServer<TIo> commands)
        where TIo : struct, IIoBackend
    {
        KeeperOrders orders = new(setup, commands.TryPrepare);
        int call = WatchCalls(ref io, setup);
        io.Watch(setup.Control);
        health.Checks.EndStopped(ref io, setup.Board); // an earlier keeper was told, if there was one
        for (bool isOver = false; !isOver;)
        {
            Instant next = health.Next < commands.Next ? health.Next : commands.Next;
            io.Wait(stats.HasWork || commands.HasWork ? io.Now() : next);
            Instant now = io.Now();
            while (!isOver && io.Next(out IoEvent happened))
            {
                if (happened.Fd == call)
                {
                    io.TakeCalls(call);
                    WakeCalls.Answer(setup.Board.Places, setup.Board.Shape.Workers); // before we look
                    health.Checks.OnCall(now, io.WallMs());
                    continue;
                }

                if (TryAnswer(ref io, happened, now, stats, commands))
                {
                    continue;
                }

                if (happened.Fd != setup.Control)
                {
                    health.Checks.OnReady(ref io, happened, now);
                    continue;
                }

                ControlMessage? word = orders.Hear(out ConfigPlan? plan);
                isOver = word == ControlMessage.SoftStop;
                if (plan is not null)
                {
                    health.Follow(ref io, plan, now);
                    stats.Follow(plan);
                    commands.Follow(ref io, plan);
                    orders.TellAdopted();
                    GC.Collect(); // plans of the past would stay until checks have made as much garbage
                }
                else if (word == ControlMessage.StopProxies)
                {
                    health.Checks.EndStopped(ref io, setup.Board);
                }
            }

            health.OnTime(ref io, now);
            stats.OnTurn(ref io, now);
            commands.OnTurn(ref io, new Moment(now, io.WallMs()));
            health.FlushLog();
        }
    }

    /// <summary>The descriptor by which workers call; none: there is no such thing.</summary>
    private static int WatchCalls<TIo>(ref TIo io, KeeperSetup setup)
        where TIo : struct, IIoBackend
    {
        int call = setup.Calls.Length > setup.Board.Shape.Workers ? setup.Calls[^1] : NoCall;
        if (call != NoCall)
        {
            io.Watch(call);
        }

        return call;
    }

    /// <summary>False: what has happened concerns neither of them.</summary>
    private static bool TryAnswer<TIo>(
        ref TIo io, IoEvent happened, Instant now, StatsServer<TIo> stats, RuntimeServer<TIo> commands)
        where TIo : struct, IIoBackend
    {
        if (stats.Owns(happened.Fd))
        {
            stats.OnReady(ref io, happened, now);
            return true;
        }

        bool owns = commands.Owns(happened.Fd);
        if (owns)
        {
            commands.OnReady(ref io, happened, new Moment(now, io.WallMs()));
        }

        return owns;
    }
}
