using System.Collections.Generic;
using Weir.Kernel.Calls;
using Weir.Model.Plan;
using Weir.Model.Plan.Process;

namespace Weir.Main.Capacity;

/// <summary>How many workers there are, and which processors each one keeps to.</summary>
internal sealed class Processors
{
    private readonly List<int> _available = [];

    public Processors()
    {
        if (Sys.GetAffinity(out CpuSet set) >= 0)
        {
            for (int processor = 0; processor < CpuSet.Max; processor++)
            {
                if (set.Has(processor))
                {
                    _available.Add(processor);
                }
            }
        }
    }

    /// <summary>As configured; else one for each processor that we may use.</summary>
    public int WorkersFor(GlobalPlan global)
    {
        if (global.IsDebug)
        {
            return 1;
        }

        return global.Workers > 0 ? global.Workers : int.Max(_available.Count, 1);
    }

    /// <summary>Whether every worker runs in the same place by both.</summary>
    public bool AreAlike(int workers, ProcessPlan one, ProcessPlan other)
    {
        bool areAlike = true;
        for (int worker = 0; worker < workers && areAlike; worker++)
        {
            CpuSet? before = Of(worker, workers, one);
            CpuSet? after = Of(worker, workers, other);
            areAlike = before.HasValue == after.HasValue;
            for (int processor = 0; processor < CpuSet.Max && areAlike && before.HasValue; processor++)
            {
                areAlike = before.Value.Has(processor) == after!.Value.Has(processor);
            }
        }

        return areAlike;
    }

    /// <summary>
    /// The processors of a worker; null: any. As <c>cpu-map</c> says, if anything is said there. Else one
    /// each; with more workers than processors the kernel knows better.
    /// </summary>
    public CpuSet? Of(int worker, int workers, ProcessPlan plan)
    {
        CpuSet set = default;
        if (plan.CpuMap.IsEmpty)
        {
            if (workers > _available.Count)
            {
                return null;
            }

            set.Add(_available[worker]);
            return set;
        }

        int threads = plan.Threads > 0 ? plan.Threads : workers;
        if (plan.CpuMap.Of((worker / threads) + 1, (worker % threads) + 1) is not { } mapped)
        {
            return null;
        }

        for (int processor = 0; processor < CpuSet.Max; processor++)
        {
            if (mapped.Has(processor))
            {
                set.Add(processor);
            }
        }

        return set;
    }
}
