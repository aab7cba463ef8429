using Weir.Main.Capacity;
using Weir.Main.Master;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Model.Plan.Process;

namespace Weir.Main.Reload;

/// <summary>
/// What a process has from its start and keeps: a configuration that changes any of it needs new processes.
/// </summary>
internal static class Hindrance
{
    /// <summary>Words for the first that is found; null: the processes can stay.</summary>
    /// <param name="parts">What is, with the plan that is at work.</param>
    /// <param name="next">What is to be.</param>
    /// <param name="workers">How many of these it would have.</param>
    public static string? Find(MasterParts parts, ConfigPlan next, int workers)
    {
        ConfigPlan now = parts.Plan;
        int present = parts.Starter.Order.Workers;
        if (workers != present)
        {
            return "the number of processes";
        }

        if (!parts.Starter.Processors.AreAlike(present, now.Global.Process, next.Global.Process))
        {
            return "where they run";
        }

        return OfRights(now.Global, next.Global) ?? OfTables(parts, next);
    }

    private static string? OfRights(GlobalPlan now, GlobalPlan next)
    {
        ProcessPlan before = now.Process;
        ProcessPlan after = next.Process;
        if (before.Chroot != after.Chroot || before.UserId != after.UserId || before.GroupId != after.GroupId)
        {
            return "their rights";
        }

        if (before.Dumpable != after.Dumpable)
        {
            return "whether they leave cores";
        }

        if (now.IsDebug != next.IsDebug)
        {
            return "whether they show what passes";
        }

        if (now.PidFile != next.PidFile)
        {
            return "the pid file";
        }

        bool areLimitsAlike = before.Descriptors == after.Descriptors
            && before.DescriptorsMost == after.DescriptorsMost;
        return areLimitsAlike ? null : "the limit on descriptors";
    }

    private static string? OfTables(MasterParts parts, ConfigPlan next)
    {
        GlobalPlan now = parts.Plan.Global;
        GlobalPlan after = next.Global;
        if (now.BufferBytes != after.BufferBytes || now.MaxRewrite != after.MaxRewrite
            || now.MaxHeaders != after.MaxHeaders)
        {
            return "the size of their buffers";
        }

        int workers = parts.Starter.Order.Workers;
        bool haveTables = (now.MaxConn > 0) == (after.MaxConn > 0)
            && parts.Limits.PerWorker(next, workers) <= parts.Starter.Order.ConnectionMax;
        if (!haveTables || !parts.Limits.Suffice(parts.Plan, next, workers))
        {
            return "how many connections they have room for";
        }

        BoardShape room = parts.Board.Shape;
        if (next.StickPagesEnd > room.StickPages)
        {
            return "how large stick tables they have room for";
        }

        return next.ProxiesEnd <= room.Proxies && next.ServersEnd <= room.Servers
            ? null
            : "how many proxies and servers they have room for";
    }
}
