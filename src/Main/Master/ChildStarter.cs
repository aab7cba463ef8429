using System.Collections.Generic;
using System.Globalization;
using Weir.Ground.Time;
using Weir.Kernel.Calls;
using Weir.Main.Reload;
using Weir.Main.Spawn;
using Weir.Model.Plan.Process;

namespace Weir.Main.Master;

/// <summary>What every child is given, and the starting of one.</summary>
internal sealed class ChildStarter
{
    public required ExecutedPath Program { get; init; }

    /// <summary>The same for all, save the processors.</summary>
    public required StartOrder Order { get; init; }

    public required int Configuration { get; init; }

    public required int Board { get; init; }

    /// <summary>Tells how many reloads a child has lived through.</summary>
    public required ReloadHistory Reloads { get; init; }

    public required ListenerSet Listeners { get; init; }

    /// <summary>
    /// By worker: what makes it look at the board again. Every child can call every worker.
    /// </summary>
    public required int[] Calls { get; init; }

    public required Processors Processors { get; init; }

    public required ProcessPlan Plan { get; init; }

    /// <summary>Above everything that is laid onto fixed numbers.</summary>
    public required int LowestDescriptor { get; init; }

    /// <summary>Fills a place. Returns 0, or an errno negated: then nobody is there.</summary>
    public int Start(Child child, Instant now)
    {
        int error = Sys.MessagePair(out int ours, out int theirs);
        if (error < 0)
        {
            return error;
        }

        ours = Descriptors.MoveUp(ours, LowestDescriptor);
        theirs = Descriptors.MoveUp(theirs, LowestDescriptor);
        StartOrder order = Order;
        CpuSet? processors = child.IsKeeper ? null : Processors.Of(child.Worker, order.Workers, Plan);
        order.IsPinned = processors is null ? 0 : 1;
        order.Processors = processors ?? default;
        order.SendTo(ours);
        int pid = Spawner.Start(Program, new SpawnOrder(Arguments(child), HandDowns(child, theirs)));
        Sys.Close(theirs);
        if (pid < 0)
        {
            Sys.Close(ours);
            return pid;
        }

        child.Pid = pid;
        child.Control = ours;
        child.Ready = false;
        child.OwesPause = false;
        child.StartedAt = now;
        child.BornAtReload = Reloads.Begun;
        child.RestartAt = Instant.Never;
        return 0;
    }

    private string[] Arguments(Child child) => child.IsKeeper
        ? [Program.Text, HandedDown.KeeperRole]
        : [Program.Text, HandedDown.WorkerRole, child.Worker.ToString(CultureInfo.InvariantCulture)];

    private HandDown[] HandDowns(Child child, int control)
    {
        List<HandDown> all =
        [
            new(control, HandedDown.Control),
            new(Configuration, HandedDown.Configuration),
            new(Board, HandedDown.Board),
        ];
        int[] listeners = Listeners.Of(child.IsKeeper ? 0 : child.Worker);
        int call = HandedDown.FirstCall(listeners.Length);
        foreach (int descriptor in Calls)
        {
            all.Add(new HandDown(descriptor, call++));
        }

        for (int id = 0; id < listeners.Length && !child.IsKeeper; id++)
        {
            // Anything will do for one that is closed: the child must know what it closes there.
            int listener = listeners[id] >= 0 ? listeners[id] : Board;
            all.Add(new HandDown(listener, HandedDown.FirstListener + id));
        }

        return [.. all];
    }
}
