using System;
using System.Collections.Generic;
using Weir.Ground.Net;
using Weir.Model.Plan;

namespace Weir.Model.Live;

/// <summary>
/// What the board says of a plan's proxies and servers before anybody goes by it. Only the master's, while no
/// other process knows of these records.
/// </summary>
public static class BoardSetup
{
    /// <summary>
    /// Proxies and servers that one plan may have over the first of a board. Room that is not used is not
    /// touched, and costs nothing.
    /// </summary>
    private const int SpareProxies = 128;
    private const int SpareServers = 1024;

    /// <summary>The same of memory for stick tables, in pages: 64 MiB.</summary>
    private const int SpareStickPages = 16384;

    /// <summary>Room for a plan, and for as much again or more in those that will follow it.</summary>
    public static BoardShape ShapeFor(ConfigPlan plan, int workers)
    {
        int proxies = plan.ProxiesEnd;
        int servers = plan.ServersEnd;
        return new BoardShape(
            workers,
            proxies + int.Max(proxies, SpareProxies),
            servers + int.Max(servers, SpareServers),
            plan.StickPagesEnd + int.Max(plan.StickPagesEnd, SpareStickPages));
    }

    /// <summary>The first plan of a board.</summary>
    /// <param name="plan">Whose board it is.</param>
    /// <param name="board">All zero.</param>
    /// <param name="nowMs">Monotonic milliseconds.</param>
    public static void Initialise(ConfigPlan plan, Board board, long nowMs = 0)
    {
        board.StartedMs = nowMs;
        board.Used = board.Used with { Proxies = 0, Servers = 0, StickPages = 0 };
        Prepare(plan, [], board, nowMs);
    }

    /// <summary>
    /// Records of what is in <paramref name="next"/> and was not in the plan before it begin anew; those of
    /// what stays are left alone.
    /// </summary>
    /// <param name="next">The plan that is to come.</param>
    /// <param name="atWork">The plans that some process still goes by, the newest first.</param>
    /// <param name="board">With room for it.</param>
    /// <param name="nowMs">Monotonic milliseconds: since then what is new is as it is.</param>
    public static void Prepare(
        ConfigPlan next, IReadOnlyList<ConfigPlan> atWork, Board board, long nowMs)
    {
        BoardShape used = board.Used;
        board.Used = used with
        {
            Proxies = int.Max(used.Proxies, next.ProxiesEnd),
            Servers = int.Max(used.Servers, next.ServersEnd),
            StickPages = int.Max(used.StickPages, next.StickPagesEnd),
        };
        foreach (ProxyPlan proxy in next.Proxies)
        {
            if (!IsKnown(atWork, plan => plan.ProxyOf(proxy.Id) is not null))
            {
                board.ClearProxy(proxy.Id);
            }

            if (proxy.StickTable is { } table && !IsKnown(atWork, plan => plan.Has(table)))
            {
                board.ClearStickTable(table, used.StickPages);
            }
        }

        foreach (ServerPlan server in next.Servers)
        {
            if (!IsKnown(atWork, plan => plan.ServerOf(server.Id) is not null))
            {
                board.ClearServer(server.Id);
            }

            if (atWork.Count == 0 || atWork[0].ServerOf(server.Id) is null)
            {
                Begin(server, ref board.Server(server.Id));
                board.Server(server.Id).ChangedAtMs = nowMs;
            }
        }

        foreach (ProxyPlan proxy in next.Proxies)
        {
            if (atWork.Count == 0 || atWork[0].ProxyOf(proxy.Id) is null)
            {
                ref BackendRecord backend = ref board.Backend(proxy.Id);
                backend.IsDown = UsableCount.Of(proxy, board).IsNone ? 1 : 0;
                backend.ChangedAtMs = nowMs;
            }
        }
    }

    /// <summary>
    /// Takes over what a plan says differently of a server that it has in common with the one before: a
    /// weight; another address, whose health nobody knows yet. For whoever keeps the server's health.
    /// </summary>
    /// <returns>True when that changed anything.</returns>
    public static bool Conform(ServerPlan server, ref ServerRecord record)
    {
        if (record.Asked != AskedOf(server))
        {
            Begin(server, ref record);
            return true;
        }

        if (record.ConfiguredWeight == server.Weight)
        {
            return false;
        }

        record.ConfiguredWeight = server.Weight;
        record.Weight = server.Weight;
        return true;
    }

    /// <summary>
    /// Up with its configured weight, one failed check away from being down; or in maintenance.
    /// </summary>
    private static void Begin(ServerPlan server, ref ServerRecord record)
    {
        record.CheckScore = server.Check?.Rise ?? 0;
        record.CheckCode = 0;
        record.CheckResult = 0;
        record.Checked = 0;
        record.Asked = AskedOf(server);
        record.ConfiguredWeight = server.Weight;
        record.Weight = server.Weight;
        record.StartShare = 0;
        record.Drains = Draining.None;
        record.IsLeftAlone = false;
        record.Admin = server.Disabled ? ServerAdmin.Maintenance
            : IsDisabled(server.Tracks) ? ServerAdmin.TrackedMaintenance : ServerAdmin.None;
        record.Health = record.Admin == ServerAdmin.None ? ServerHealth.Up : ServerHealth.Down;
    }

    private static bool IsDisabled(ServerPlan? server) =>
        server is not null && (server.Disabled || IsDisabled(server.Tracks));

    private static bool IsKnown(IReadOnlyList<ConfigPlan> atWork, Predicate<ConfigPlan> has)
    {
        foreach (ConfigPlan plan in atWork)
        {
            if (has(plan))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The same in every process, and never 0.</summary>
    private static ulong AskedOf(ServerPlan server) =>
        (Mix(Mix(1, server.Address), server.Check?.Address ?? default) | 3)
        ^ (server.Disabled || IsDisabled(server.Tracks) ? 2ul : 0);

    /// <summary>FNV-1a over whole words: only a configuration puts anything in.</summary>
    private static ulong Mix(ulong hash, IpEndpoint address)
    {
        const ulong Prime = 0x100000001b3;
        hash = (hash ^ ((ulong)address.Family << 16) ^ address.Port) * Prime;
        hash = (hash ^ address.High ^ (address.High >> 32)) * Prime;
        return (hash ^ address.Low ^ (address.Low >> 32)) * Prime;
    }
}
