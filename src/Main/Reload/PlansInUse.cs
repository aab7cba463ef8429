using System;
using System.Collections.Generic;
using Weir.Main.Master;
using Weir.Model.Plan;

namespace Weir.Main.Reload;

/// <summary>
/// The plans that something in some worker still goes by: their numbers of proxies, servers and listeners are
/// taken.
/// </summary>
internal sealed class PlansInUse
{
    private readonly List<Entry> _all = []; // the newest first
    private readonly int _workers;

    /// <param name="first">The first generation.</param>
    /// <param name="workers">At most 64.</param>
    public PlansInUse(ConfigPlan first, int workers)
    {
        _workers = workers;
        Add(1, first);
    }

    /// <summary>The newest first.</summary>
    public List<ConfigPlan> All => _all.ConvertAll(static entry => entry.Plan);

    /// <summary>Every worker goes by this one, or will.</summary>
    public void Add(uint generation, ConfigPlan plan) =>
        _all.Insert(0, new Entry(generation, plan) { Workers = ulong.MaxValue >> (64 - _workers) });

    /// <summary>Takes note of what children have told, and of those that are new in their places.</summary>
    public void LookAt(ReadOnlySpan<Child> workers)
    {
        foreach (Child child in workers)
        {
            if (child.IsNew)
            {
                child.IsNew = false;
                Forget(child.Worker, generation => generation < child.AdoptedPlan);
            }

            foreach (uint ended in child.EndedPlans)
            {
                Forget(child.Worker, generation => generation == ended);
            }

            child.EndedPlans.Clear();
        }
    }

    private void Forget(int worker, Predicate<uint> isMeant)
    {
        for (int at = _all.Count - 1; at > 0; at--)
        {
            Entry entry = _all[at];
            entry.Workers &= isMeant(entry.Generation) ? ~(1ul << worker) : ulong.MaxValue;
            if (entry.Workers == 0)
            {
                _all.RemoveAt(at);
            }
        }
    }

    private sealed class Entry(uint generation, ConfigPlan plan)
    {
        public uint Generation => generation;

        public ConfigPlan Plan => plan;

        /// <summary>A bit for each worker in which something goes by it.</summary>
        public ulong Workers { get; set; }
    }
}
