using System.Globalization;
using Weir.Kernel.Calls;
using Weir.Main.Spawn;
using Weir.Model.Live;
using Weir.Model.Plan;

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
        start.TellReady();
        return StubLoop.Run(listeners);
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
