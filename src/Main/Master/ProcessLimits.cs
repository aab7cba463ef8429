using System;
using Weir.Kernel.Calls;
using Weir.Main.Messages;
using Weir.Model.Plan;

namespace Weir.Main.Master;

/// <summary>How many connections and descriptors there may be.</summary>
/// <param name="MaxConn">Client connections of the whole box.</param>
/// <param name="DescriptorMax">The soft limit on descriptors that every process of ours inherits.</param>
internal readonly record struct ProcessLimits(int MaxConn, int DescriptorMax)
{
    /// <summary>
    /// What a process holds beside connections: logs, loops, the board, and a few kept back for later.
    /// </summary>
    private const int Kept = 64;

    /// <summary>
    /// What is taken unasked. Tables and pools are cut from this number, and a hard limit of a million, which
    /// many hosts give to everyone, would ask for more address space than a small machine grants. Whoever
    /// writes a larger maxconn gets it.
    /// </summary>
    private const int DescriptorCeiling = 1 << 17;

    /// <summary>
    /// Settles both numbers and sets the limit. With <c>maxconn</c> in <c>global</c> (or -n) the descriptors
    /// for it are asked for, and a refusal is an error, or a complaint after <c>no strict-limits</c>.
    /// Without, the process takes all that its hard limit allows, and what its proxies ask for beyond that is
    /// a warning.
    /// </summary>
    /// <returns>Null after an alert.</returns>
    public static ProcessLimits? Settle(ConfigPlan plan, int workers, MessageLog log)
    {
        int reserve = Kept + (plan.Listeners.Length * (workers + 1)) + plan.Servers.Length;
        Sys.GetRLimit(out RLimit limit);
        return plan.Global.MaxConn > 0
            ? ForFixed(plan.Global, reserve, limit, log)
            : ForUnset(LargestFrontend(plan), reserve, limit, log);
    }

    private static ProcessLimits? ForFixed(GlobalPlan global, int reserve, RLimit limit, MessageLog log)
    {
        ulong needed = (2ul * (ulong)global.MaxConn) + (ulong)reserve;
        if (needed <= int.MaxValue && TryRaise(limit, needed))
        {
            return new ProcessLimits(global.MaxConn, (int)needed);
        }

        string refusal = $"Cannot raise FD limit to {needed}, limit is {limit.Hard}.";
        if (global.StrictLimits || limit.Hard < (ulong)reserve + 2)
        {
            log.MainAlert(refusal);
            return null;
        }

        log.MainWarning(refusal);
        log.MainAlert($"FD limit ({limit.Hard}) too low for maxconn={global.MaxConn}/maxsock={needed}. "
            + $"Please raise 'ulimit-n' to {needed} or more to avoid any trouble.");
        TryRaise(limit, limit.Hard);

        // A client takes a descriptor at least: tables for more of them would only cost.
        return new ProcessLimits((int)Math.Min((ulong)global.MaxConn, limit.Hard), (int)limit.Hard);
    }

    private static ProcessLimits? ForUnset(int largest, int reserve, RLimit limit, MessageLog log)
    {
        ulong wanted = (2ul * (ulong)largest) + (ulong)reserve;
        ulong all = Math.Max(wanted, Math.Min(limit.Hard, DescriptorCeiling));
        if (!TryRaise(limit, all))
        {
            log.MainWarning($"Cannot raise FD limit to {wanted}, limit is {limit.Hard}: "
                + $"a proxy's maxconn of {largest} will not be reached.");
            all = limit.Hard;
            TryRaise(limit, all);
        }

        int maxConn = ((int)Math.Min(all, int.MaxValue) - reserve) / 2;
        if (maxConn <= 0)
        {
            log.MainAlert($"Cannot raise FD limit to {reserve + 2}, limit is {limit.Hard}.");
            return null;
        }

        return new ProcessLimits(maxConn, (int)all);
    }

    /// <summary>Sets the soft limit, and the hard one with it where it is lower and we may.</summary>
    private static bool TryRaise(in RLimit limit, ulong descriptors) =>
        Sys.SetRLimit(new RLimit { Soft = descriptors, Hard = Math.Max(descriptors, limit.Hard) }) == 0;

    private static int LargestFrontend(ConfigPlan plan)
    {
        int largest = 0;
        foreach (ProxyPlan proxy in plan.Proxies)
        {
            largest = Math.Max(largest, proxy.Frontend?.MaxConn ?? 0);
        }

        return largest;
    }
}
