using System.Collections.Generic;
using Weir.Kernel.Calls;
using Weir.Model.Plan;

namespace Weir.Main.Master;

/// <summary>How many workers there are, and which processor each one keeps to.</summary>
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
    public int WorkersFor(GlobalPlan global, bool debug)
    {
        if (debug)
        {
            return 1;
        }

        return global.Workers > 0 ? global.Workers : int.Max(_available.Count, 1);
    }

    /// <summary>
    /// The processor of a worker; -1 when there are more workers than processors: the kernel then knows
    /// better.
    /// </summary>
    public int Of(int worker, int workers) => workers <= _available.Count ? _available[worker] : -1;
}
