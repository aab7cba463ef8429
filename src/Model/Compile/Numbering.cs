using System;
using System.Collections.Generic;
using Weir.Model.Plan;
using Weir.Model.Stick;

namespace Weir.Model.Compile;

/// <summary>
/// Numbers that outlive a configuration: what has the same name in the next one is found under the same
/// number by every process, and what is new gets the lowest number that no plan at work uses.
/// </summary>
/// <remarks>
/// A proxy is known by its name and mode (a frontend and a backend may share a name), a server by its name
/// and proxy, a listener by its address, a stick table by its name, its keys and its size. Of several that
/// are alike, the first is the first one again.
/// </remarks>
public sealed class Numbering
{
    private readonly IReadOnlyList<ConfigPlan> _atWork;

    /// <param name="atWork">The plans that some process still goes by, the newest first.</param>
    public Numbering(IReadOnlyList<ConfigPlan> atWork) => _atWork = atWork;

    /// <summary>The numbers for a plan that was compiled without any.</summary>
    public PlanIds Of(ConfigPlan next)
    {
        int[] proxies = Continue(ProxiesOf(next), _atWork, static plan => ProxiesOf(plan));
        int[] servers = Continue(ServersOf(next, proxies), _atWork, static plan => ServersOf(plan, null));
        int[] listeners = Continue(ListenersOf(next), _atWork, static plan => ListenersOf(plan));
        return new PlanIds(proxies, servers, listeners, PagesOf(next));
    }

    private delegate List<Named> NamesOf(ConfigPlan plan);

    private static int[] Continue(List<Named> next, IReadOnlyList<ConfigPlan> atWork, NamesOf namesOf)
    {
        Dictionary<string, int> known = [];
        HashSet<int> taken = [];
        foreach (ConfigPlan plan in atWork)
        {
            foreach (Named one in namesOf(plan))
            {
                known.TryAdd(one.Name, one.Id); // the newest plan's, should an older one differ
                taken.Add(one.Id);
            }
        }

        int[] ids = new int[next.Count];
        int lowest = 0;
        for (int at = 0; at < ids.Length; at++)
        {
            if (!known.TryGetValue(next[at].Name, out ids[at]))
            {
                while (!taken.Add(lowest))
                {
                    lowest++;
                }

                ids[at] = lowest;
            }
        }

        return ids;
    }

    /// <summary>
    /// A table that is there already stays where it is; a new one gets the first gap that is long enough.
    /// </summary>
    private int[] PagesOf(ConfigPlan next)
    {
        StickTablePlan[] taken = [];
        foreach (ConfigPlan plan in _atWork)
        {
            taken = [.. taken, .. plan.StickTables];
        }

        int[] pages = [];
        foreach (StickTablePlan table in next.StickTables)
        {
            StickTablePlan? known = Array.Find(taken, table.IsSame);
            StickTablePlan placed = known ?? table.At(FirstGap(taken, table.Pages));
            taken = [.. taken, placed];
            pages = [.. pages, placed.Page];
        }

        return pages;
    }

    private static int FirstGap(StickTablePlan[] taken, int pages)
    {
        int page = 0;
        for (int at = 0; at < taken.Length; at++)
        {
            if (taken[at].Page - pages < page && page < taken[at].PagesEnd)
            {
                page = taken[at].PagesEnd;
                at = -1; // what was passed before may be in the way there
            }
        }

        return page;
    }

    private static List<Named> ProxiesOf(ConfigPlan plan)
    {
        List<Named> all = [];
        foreach (ProxyPlan proxy in plan.Proxies)
        {
            string side = proxy.Backend is null ? "frontend" : "backend";
            all.Add(new Named($"{proxy.Mode} {side} {proxy.Name}", proxy.Id));
        }

        return Distinct(all);
    }

    /// <param name="plan">Whose servers.</param>
    /// <param name="proxies">Its proxies' numbers where they are not those in the plan.</param>
    private static List<Named> ServersOf(ConfigPlan plan, int[]? proxies)
    {
        List<Named> all = [];
        for (int at = 0; at < plan.Proxies.Length; at++)
        {
            int proxy = proxies is null ? plan.Proxies[at].Id : proxies[at];
            foreach (ServerPlan server in plan.Proxies[at].Backend?.Servers ?? [])
            {
                all.Add(new Named($"{proxy} {server.Name}", server.Id));
            }
        }

        return Distinct(all);
    }

    private static List<Named> ListenersOf(ConfigPlan plan)
    {
        List<Named> all = [];
        foreach (ListenerPlan listener in plan.Listeners)
        {
            all.Add(new Named($"{listener.Address}:{listener.Address.Port}", listener.Id));
        }

        return Distinct(all);
    }

    private static List<Named> Distinct(List<Named> all)
    {
        HashSet<string> names = [];
        for (int at = 0; at < all.Count; at++)
        {
            string name = all[at].Name;
            for (int again = 2; !names.Add(name); again++)
            {
                name = $"{all[at].Name}\n{again}";
            }

            all[at] = all[at] with { Name = name };
        }

        return all;
    }

    private readonly record struct Named(string Name, int Id);
}
