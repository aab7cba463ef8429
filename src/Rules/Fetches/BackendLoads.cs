using System.Threading;
using Weir.Model.Contracts.Rules;
using Weir.Model.Counts;
using Weir.Model.Live;
using Weir.Model.Plan;

namespace Weir.Rules.Fetches;

/// <summary>Loads of proxies and servers, summed over the board.</summary>
internal static class BackendLoads
{
    /// <summary>What a limit says that is not there.</summary>
    private const long Unlimited = -1;

    public static long Clients(ref RuleContext context, ProxyPlan proxy) =>
        context.Worker.Board.ClientsOf(proxy.Id);

    public static long Present(ref RuleContext context, ProxyPlan proxy) =>
        context.Worker.Board.RequestsIn(proxy.Id);

    public static long Present(ref RuleContext context, ServerPlan server) =>
        context.Worker.Board.SessionsOf(server.Id);

    /// <summary>All that wait in a backend.</summary>
    public static long Waiting(ref RuleContext context, ProxyPlan proxy)
    {
        long sum = Volatile.Read(ref context.Worker.Board.Places.Backend(proxy.Id).Waiting);
        foreach (ServerPlan server in proxy.Backend!.Servers)
        {
            sum += Waiting(ref context, server);
        }

        return sum;
    }

    public static long Waiting(ref RuleContext context, ServerPlan server) =>
        Volatile.Read(ref context.Worker.Board.Places.Server(server.Id).Waiting);

    /// <summary>Client connections in the last second.</summary>
    public static long ClientRate(ref RuleContext context, ProxyPlan proxy) =>
        Rate(ref context, ref context.Worker.Board.FrontendCounts(worker: 0, proxy.Id).ConnectionPace);

    public static long ClientRequestRate(ref RuleContext context, ProxyPlan proxy) =>
        Rate(ref context, ref context.Worker.Board.FrontendCounts(worker: 0, proxy.Id).RequestPace);

    public static long RequestRate(ref RuleContext context, ProxyPlan proxy) =>
        Rate(ref context, ref context.Worker.Board.BackendCounts(worker: 0, proxy.Id).SessionPace);

    public static long RequestRate(ref RuleContext context, ServerPlan server) =>
        Rate(ref context, ref context.Worker.Board.ServerCounts(worker: 0, server.Id).SessionPace);

    public static bool IsUp(ref RuleContext context, ServerPlan server) =>
        context.Worker.Board.Server(server.Id).Health != ServerHealth.Down;

    /// <summary>Standard servers, or backups, that balanced requests may be sent to.</summary>
    public static int Usable(ref RuleContext context, ProxyPlan proxy, bool backups)
    {
        int count = 0;
        foreach (ServerPlan server in proxy.Backend!.Servers)
        {
            bool isUsable = UsableCount.IsOne(proxy, server, context.Worker.Board);
            count += server.Backup == backups && isUsable ? 1 : 0;
        }

        return count;
    }

    /// <summary>
    /// The standard ones; without any the first backup, or all of them with <c>option allbackups</c>.
    /// </summary>
    public static int InUse(ref RuleContext context, ProxyPlan proxy)
    {
        int standard = Usable(ref context, proxy, backups: false);
        int backups = standard > 0 ? 0 : Usable(ref context, proxy, backups: true);
        return standard > 0 ? standard : proxy.Backend!.AllBackups ? backups : int.Min(backups, 1);
    }

    /// <summary>What the servers in use have free.</summary>
    public static long Free(ref RuleContext context, ProxyPlan proxy)
    {
        bool onBackups = Usable(ref context, proxy, backups: false) == 0;
        long free = 0;
        foreach (ServerPlan server in proxy.Backend!.Servers)
        {
            if (server.Backup != onBackups || !UsableCount.IsOne(proxy, server, context.Worker.Board))
            {
                continue;
            }

            if (server.MaxConn == 0)
            {
                return Unlimited;
            }

            free += long.Max(0, server.MaxConn - Present(ref context, server));
        }

        return free;
    }

    /// <summary>What all servers and their queues have free.</summary>
    public static long Slots(ref RuleContext context, ProxyPlan proxy)
    {
        long free = 0;
        foreach (ServerPlan server in proxy.Backend!.Servers)
        {
            if (server.MaxConn == 0 || server.MaxQueue == 0)
            {
                return Unlimited;
            }

            free += server.MaxConn - Present(ref context, server);
            free += server.MaxQueue - Waiting(ref context, server);
        }

        return free;
    }

    /// <summary>Over all workers.</summary>
    private static long Rate(ref RuleContext context, ref Pace ofFirst) =>
        context.Worker.Board.PaceOver(ref ofFirst, context.Worker.NowMs).PerSecond(context.Worker.NowMs);
}
