using System;
using Weir.Main.Messages;
using Weir.Model.Plan;

namespace Weir.Main.Capacity;

/// <summary>How many connections, descriptors and bytes of buffers there may be.</summary>
/// <param name="MaxConn">Client connections of the whole box.</param>
/// <param name="DescriptorMax">The soft limit on descriptors that every process of ours inherits.</param>
internal readonly record struct ProcessLimits(int MaxConn, int DescriptorMax)
{
    /// <summary>Bytes of buffers that each worker may take.</summary>
    public long BufferBytesMax { get; init; } = long.MaxValue;

    /// <summary>
    /// What a process holds beside connections: logs, loops, the board, and a few kept back for later.
    /// </summary>
    private const int Kept = 64;

    /// <summary>What one process holds of these at most.</summary>
    private const int Own = 32;

    /// <summary>
    /// What is taken unasked. Tables and pools are cut from this number, and a hard limit of a million, which
    /// many hosts give to everyone, would ask for more address space than a small machine grants. Whoever
    /// writes a larger maxconn gets it.
    /// </summary>
    private const int DescriptorCeiling = 1 << 17;

    /// <summary>
    /// Settles both numbers and sets the limit. With <c>maxconn</c> in <c>global</c> (or -n) the descriptors
    /// for it are asked for, or those of <c>ulimit-n</c> when these are more, and a refusal is an error, or a
    /// complaint after <c>no strict-limits</c>. Without either, the process takes all that its hard limit and
    /// <c>fd-hard-limit</c> allow, and what its proxies ask for beyond that is a warning.
    /// </summary>
    /// <returns>Null after an alert.</returns>
    public static ProcessLimits? Settle(ConfigPlan plan, int workers, MessageLog log)
    {
        int reserve = ReserveFor(plan, workers);
        GlobalPlan global = plan.Global;
        DescriptorLimits limits = DescriptorLimits.Now(global.Process.DescriptorsMost);
        return global.MaxConn > 0 || global.Process.Descriptors > 0
            ? ForFixed(global, reserve, limits, log)
            : ForUnset(LargestFrontend(plan), reserve, limits, log);
    }

    /// <summary>
    /// Client connections that each worker is to have tables for: where a limit was written, all of them may
    /// come to one worker; else its share, or what one proxy may have.
    /// </summary>
    public int PerWorker(ConfigPlan plan, int workers)
    {
        int most = plan.Global.MaxConn > 0 ? MaxConn : (MaxConn + workers - 1) / workers;
        return int.Max(most, int.Min(MaxConn, LargestFrontend(plan)));
    }

    /// <summary>
    /// Whether a later configuration finds enough descriptors too, for as many connections as before: in a
    /// worker, with its listeners; in the master, with those of all; in the keeper, with a check of each
    /// server.
    /// </summary>
    public bool Suffice(ConfigPlan now, ConfigPlan next, int workers) =>
        next.Global.MaxConn <= int.Max(MaxConn, now.Global.MaxConn) // we may have been refused that many
        && (2L * MaxConn) + next.Listeners.Length + Own <= DescriptorMax
        && ((long)next.Listeners.Length * workers) + Own <= DescriptorMax
        && next.Servers.Length + Own <= DescriptorMax;

    private static int ReserveFor(ConfigPlan plan, int workers) =>
        Kept + (plan.Listeners.Length * (workers + 1)) + plan.Servers.Length;

    private static ProcessLimits? ForFixed(
        GlobalPlan global, int reserve, DescriptorLimits limits, MessageLog log)
    {
        ulong forConnections = (2ul * (ulong)Math.Max(global.MaxConn, 1)) + (ulong)reserve;
        ulong needed = Math.Max(forConnections, (ulong)global.Process.Descriptors);
        if (needed <= int.MaxValue && limits.TryRaise(needed))
        {
            int maxConn = global.MaxConn > 0 ? global.MaxConn : ((int)needed - reserve) / 2;
            return new ProcessLimits(maxConn, (int)needed);
        }

        string refusal = $"Cannot raise FD limit to {needed}, limit is {limits.Most}.";
        if (global.StrictLimits || limits.Most < (ulong)reserve + 2)
        {
            log.MainAlert(refusal);
            return null;
        }

        log.MainWarning(refusal);
        log.MainAlert($"FD limit ({limits.Most}) too low for maxconn={global.MaxConn}/maxsock={needed}. "
            + $"Please raise 'ulimit-n' to {needed} or more to avoid any trouble.");
        limits.TryRaise(limits.Most);

        // A client takes a descriptor at least: tables for more of them would only cost.
        ulong wanted = global.MaxConn > 0 ? (ulong)global.MaxConn : (limits.Most - (ulong)reserve) / 2;
        return new ProcessLimits((int)Math.Min(wanted, limits.Most), (int)limits.Most);
    }

    private static ProcessLimits? ForUnset(int largest, int reserve, DescriptorLimits limits, MessageLog log)
    {
        ulong wanted = (2ul * (ulong)largest) + (ulong)reserve;
        ulong all = Math.Max(wanted, Math.Min(limits.Most, DescriptorCeiling));
        if (!limits.TryRaise(all))
        {
            log.MainWarning($"Cannot raise FD limit to {wanted}, limit is {limits.Most}: "
                + $"a proxy's maxconn of {largest} will not be reached.");
            all = limits.Most;
            limits.TryRaise(all);
        }

        int maxConn = ((int)Math.Min(all, int.MaxValue) - reserve) / 2;
        if (maxConn <= 0)
        {
            log.MainAlert($"Cannot raise FD limit to {reserve + 2}, limit is {limits.Most}.");
            return null;
        }

        return new ProcessLimits(maxConn, (int)all);
    }

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
