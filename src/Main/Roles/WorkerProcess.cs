using System;
using System.Globalization;
using Weir.Ground.Check;
using Weir.Kernel.Calls;
using Weir.Kernel.Epoll;
using Weir.Kernel.Io;
using Weir.Kernel.Ring;
using Weir.Main.Spawn;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Relay.Listen;
using Weir.Relay.Stream;

namespace Weir.Main.Roles;

/// <summary>
/// One worker: takes its part of what the master handed down, keeps to its processor, and runs the byte path.
/// </summary>
internal static class WorkerProcess
{
    /// <summary>The exit code.</summary>
    public static int Run(string[] words)
    {
        bool numbered = words.Length == 2
            && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out _);
        if (!numbered || ChildStart.Receive(HandedDown.WorkerRole) is not { } start)
        {
            return 1;
        }

        int worker = int.Parse(words[1], NumberStyles.None, CultureInfo.InvariantCulture);
        if (start.Order.Processor >= 0)
        {
            CpuSet one = default;
            one.Add(start.Order.Processor);
            Sys.SetAffinity(one); // refused where a container forbids it: slower, not wrong
        }

        start.Board.Worker(worker).Pid = Sys.GetProcessId();
        int[] listeners = Listeners(start.Plan);
        var setup = new WorkerSetup
        {
            Plan = start.Plan,
            Board = start.Board,
            WorkerId = worker,
            ListenerDescriptors = listeners,
            Pid = start.Order.MasterPid,
            DescriptorMax = Sys.DescriptorLimit(),
            ConnectionMax = (start.Order.MaxConn + start.Order.Workers - 1) / start.Order.Workers,
        };
        return Serve(start, setup);
    }

    /// <summary>io_uring when <c>WEIR_IO=ring</c> asks for it and the kernel gives it, else epoll.</summary>
    private static int Serve(ChildStart start, WorkerSetup setup)
    {
        IoLimits limits = IoLimits.Default(setup.DescriptorMax);
        bool wantsRing = Environment.GetEnvironmentVariable("WEIR_IO") == "ring";
        if (wantsRing && RingBackend.TryCreate(limits, out RingBackend ring) == 0)
        {
            return Run(start, new WorkerLoop<RingBackend>(ring, setup, HandedDown.Control));
        }

        int failure = EpollBackend.TryCreate(limits, out EpollBackend epoll);
        Must.Hold(failure == 0);
        return Run(start, new WorkerLoop<EpollBackend>(epoll, setup, HandedDown.Control));
    }

    private static int Run<TIo>(ChildStart start, WorkerLoop<TIo> loop)
        where TIo : struct, IIoBackend
    {
        start.TellReady();
        loop.Run();
        return 0;
    }

    /// <summary>
    /// The descriptors of the plan's listeners, by id; -1 for those of a disabled proxy, which nobody bound.
    /// </summary>
    private static int[] Listeners(ConfigPlan plan)
    {
        int[] all = new int[plan.Listeners.Length];
        int next = HandedDown.FirstListener;
        foreach (ListenerPlan listener in plan.Listeners)
        {
            all[listener.Id] = listener.Frontend.Disabled ? -1 : next++;
        }

        return all;
    }
}
