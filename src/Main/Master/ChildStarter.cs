using System.Collections.Generic;
using System.Globalization;
using Weir.Ground.Time;
using Weir.Kernel.Calls;
using Weir.Main.Capacity;
using Weir.Main.Reload;
using Weir.Main.Spawn;
using Weir.Model.Plan.Process;

namespace Weir.Main.Master;

/// <summary>What every child is given, and the starting of one.</summary>
internal sealed class ChildStarter
{
    public required ExecutedPath Program { get; init; }

    /// <summary>The same for all, save the processors. With the newest plan.</summary>
    public required StartOrder Order { get; set; }

    /// <summary>That plan's text.</summary>
    public required int Configuration { get; set; }

    public required int Board { get; init; }

    /// <summary>Tells how many reloads a child has lived through.</summary>
    public required ReloadHistory Reloads { get; init; }

    public required ListenerSet Listeners { get; init; }

    /// <summary>
    /// By worker: what makes it look at the board again. Every child can call every worker.
    /// </summary>
    public required int[] Calls { get; init; }

    /// <summary>How workers reach the keeper.</summary>
    public required KeeperChannel Channel { get; init; }

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
        List<HandedListener> listeners = child.IsKeeper ? [] : Listeners.Of(child.Worker);
        order.Plan.Listeners = listeners.Count;
        error = order.SendTo(ours);
        error = error < 0 ? error : PlanMessages.SendListeners(ours, listeners);
        int pid = error < 0
            ? error
            : Spawner.Start(Program, new SpawnOrder(Arguments(child), HandDowns(child, theirs)));
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
        child.BeginsWith(order.Plan.Generation);
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
            new(child.IsKeeper ? Channel.Takes : Channel.Offers, HandedDown.Keeper),
        ];
        int call = HandedDown.FirstCall;
        foreach (int descriptor in Calls)
        {
            all.Add(new HandDown(descriptor, call++));
        }

        return [.. all];
    }
}
