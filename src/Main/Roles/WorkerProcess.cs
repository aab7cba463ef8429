using System;
using System.Globalization;
using Weir.Kernel.Calls;
using Weir.Kernel.Epoll;
using Weir.Kernel.Io;
using Weir.Kernel.Ring;
using Weir.Main.Messages;
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
    /// <summary>In the environment; "ring" asks for io_uring instead of epoll.</summary>
    private const string BackendVariable = "WEIR_IO";

    /// <summary>The exit code.</summary>
    public static int Run(string[] words)
    {
        int worker = -1;
        bool isNumbered = words.Length == 2
            && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out worker);
        if (!isNumbered || ChildStart.Receive(HandedDown.WorkerRole) is not { } start)
        {
            return 1;
        }

        if (start.Order.IsPinned != 0)
        {
            // Refused where a container forbids it: slower, not wrong.
            Sys.SetAffinity(start.Order.Processors);
        }

        start.Board.Worker(worker).Pid = Sys.GetProcessId();
        return Serve(start, new WorkerSetup
        {
            Plan = start.Plan,
            Generation = start.Order.Plan.Generation,
            Compile = start.Compile,
            Board = start.Board,
            WorkerId = worker,
            ListenerDescriptors = Listeners(start),
            Pid = start.Order.MasterPid,
            Calls = start.Calls,
            KeeperChannel = HandedDown.Keeper,
            DescriptorMax = Sys.DescriptorLimit(),
            MasterLost = ObeyTerm,
            Traces = start.Order.Traces != 0,
            BoxMax = start.Order.Plan.BoxMax,
            ConnectionMax = start.Order.ConnectionMax,
            BufferBytesMax = start.Order.BufferBytesMax,
        });
    }

    private static int Serve(ChildStart start, WorkerSetup setup)
    {
        IoLimits limits = IoLimits.Default(setup.DescriptorMax);
        if (Environment.GetEnvironmentVariable(BackendVariable) == "ring")
        {
            int ringError = RingBackend.TryCreate(limits, out RingBackend ring);
            if (ringError >= 0)
            {
                return Serve(start, setup, ring);
            }

            MessageLog.PrintError($"io_uring is not available ({Errno.Text(-ringError)}): epoll is used.\n");
        }

        int error = EpollBackend.TryCreate(limits, out EpollBackend epoll);
        if (error < 0)
        {
            MessageLog.PrintError($"no polling mechanism is available ({Errno.Text(-error)}).\n");
            return 1;
        }

        return Serve(start, setup, epoll);
    }

    private static int Serve<TIo>(ChildStart start, WorkerSetup setup, TIo io)
        where TIo : struct, IIoBackend
    {
        start.LetGo();
        using WorkerLoop<TIo> loop = new(io, setup, HandedDown.Control);
        if (!start.Confine())
        {
            return 1;
        }

        start.TellReady();
        loop.Run();
        return 0;
    }

    /// <summary>
    /// With the master gone nobody kills a worker that is to end at once: then TERM does, which was the
    /// master's to obey until now.
    /// </summary>
    private static void ObeyTerm()
    {
        SignalSet only = default;
        only.Add(Signal.Term);
        Sys.DefaultSignal(Signal.Term);
        Sys.Unblock(only);
    }

    /// <summary>
    /// The descriptors of the plan's listeners, by number; -1 for those of a proxy that has been stopped,
    /// maybe since we were started.
    /// </summary>
    private static int[] Listeners(ChildStart start)
    {
        int[] all = start.TakeListeners();
        foreach (ListenerPlan listener in start.Plan.Listeners)
        {
            bool isGone = start.Board.Decided(listener.Frontend.Id).State == ProxyState.Stopped;
            if (isGone && all[listener.Id] >= 0)
            {
                Sys.Close(all[listener.Id]); // its port would stay taken
                all[listener.Id] = -1;
            }
        }

        return all;
    }
}
