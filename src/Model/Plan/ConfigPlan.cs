using System;
using Weir.Ground.Check;
using Weir.Model.Stick;

namespace Weir.Model.Plan;

/// <summary>
/// A whole configuration, checked and fixed: all that the byte path and the keeper read. Never changed after
/// it was made.
/// </summary>
public sealed class ConfigPlan
{
    private ProxyPlan?[]? _proxiesById;
    private ServerPlan?[]? _serversById;

    public required GlobalPlan Global { get; init; }

    /// <summary>
    /// Every proxy, in file order. Its <see cref="ProxyPlan.Id"/> is the same in every plan that has it.
    /// </summary>
    public required ProxyPlan[] Proxies { get; init; }

    /// <summary>Every address to listen on, in file order.</summary>
    public required ListenerPlan[] Listeners { get; init; }

    /// <summary>
    /// Every server of every backend, in file order. Its <see cref="ServerPlan.Id"/>, which is its record on
    /// the board, is the same in every plan that has it.
    /// </summary>
    public required ServerPlan[] Servers { get; init; }

    /// <summary>Numbers of proxies are below this.</summary>
    public int ProxiesEnd => ProxiesById.Length;

    /// <summary>Numbers of servers are below this.</summary>
    public int ServersEnd => ServersById.Length;

    /// <summary>The stick tables, in the order of their proxies.</summary>
    public StickTablePlan[] StickTables
    {
        get
        {
            StickTablePlan[] all = [];
            foreach (ProxyPlan proxy in Proxies)
            {
                all = proxy.StickTable is { } table ? [.. all, table] : all;
            }

            return all;
        }
    }

    /// <summary>Pages of stick tables are below this.</summary>
    public int StickPagesEnd
    {
        get
        {
            int end = 0;
            foreach (StickTablePlan table in StickTables)
            {
                end = int.Max(end, table.PagesEnd);
            }

            return end;
        }
    }

    private ProxyPlan?[] ProxiesById => _proxiesById ??= ById(Proxies, static proxy => proxy.Id);

    private ServerPlan?[] ServersById => _serversById ??= ById(Servers, static server => server.Id);

    /// <summary>Null when this plan has none of that number.</summary>
    public ProxyPlan? ProxyOf(int id) => (uint)id < (uint)ProxiesEnd ? ProxiesById[id] : null;

    /// <summary>Null when this plan has none of that number.</summary>
    public ServerPlan? ServerOf(int id) => (uint)id < (uint)ServersEnd ? ServersById[id] : null;

    /// <summary>Whether this plan has the same table in the same place.</summary>
    public bool Has(StickTablePlan table)
    {
        StickTablePlan? known = Array.Find(StickTables, table.IsSame);
        return known?.Page == table.Page;
    }

    private static T?[] ById<T>(T[] all, Func<T, int> idOf)
        where T : class
    {
        int end = 0;
        foreach (T one in all)
        {
            end = int.Max(end, idOf(one) + 1);
        }

        T?[] byId = new T?[end];
        foreach (T one in all)
        {
            Must.Hold(byId[idOf(one)] is null);
            byId[idOf(one)] = one;
        }

        return byId;
    }
}
