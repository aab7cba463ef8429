using System.Threading;
using Weir.Model.Live;
using Weir.Model.Plan;

namespace Weir.Main.Messages;

/// <summary>
/// Which servers are up and what they carry, asked for by SIGHUP: a line for each, then one for its proxy, in
/// HAProxy's form; warnings on stderr, notices in the proxy's own log.
/// </summary>
internal static class StatesDump
{
    public static void Write(ConfigPlan plan, Board board, MessageLog log)
    {
        log.WarningHere("SIGHUP received, dumping servers states.");
        foreach (ProxyPlan proxy in plan.Proxies)
        {
            log.NoticeThere(proxy, $"SIGHUP received, dumping servers states for proxy {proxy.Name}.");
            foreach (ServerPlan server in proxy.Backend?.Servers ?? [])
            {
                Tell(log, proxy, ServerLine(proxy, server, board));
            }

            Tell(log, proxy, ProxyLine(proxy, board));
        }
    }

    private static void Tell(MessageLog log, ProxyPlan proxy, string line)
    {
        log.NoticeThere(proxy, line);
        log.WarningHere(line);
    }

    private static string ServerLine(ProxyPlan proxy, ServerPlan server, Board board)
    {
        long current = 0;
        long total = 0;
        for (int worker = 0; worker < board.Shape.Workers; worker++)
        {
            current += board.ServerOf(worker, server.Id).Current;
            total += board.ServerOf(worker, server.Id).Sessions;
        }

        string state = board.Server(server.Id).Health == ServerHealth.Up ? "UP" : "DOWN";
        int waiting = Volatile.Read(ref board.Places.Server(server.Id).Waiting);
        return $"SIGHUP: Server {proxy.Name}/{server.Name} is {state}. "
            + $"Conn: {current} act, {waiting} pend, {total} tot.";
    }

    private static string ProxyLine(ProxyPlan proxy, Board board)
    {
        int any = 0;
        int waiting = 0;
        if (proxy.Backend is not null)
        {
            any = Volatile.Read(ref board.Places.Backend(proxy.Id).Waiting);
            waiting = any;
        }

        foreach (ServerPlan server in proxy.Backend?.Servers ?? [])
        {
            waiting += Volatile.Read(ref board.Places.Server(server.Id).Waiting);
        }

        ProxySums sums = ProxySums.Of(board, proxy);
        return $"SIGHUP: Proxy {proxy.Name} {StateOf(proxy, board)} "
            + $"Conn: act(FE+BE): {sums.FrontendCurrent}+{sums.BackendCurrent}, "
            + $"{waiting} pend ({any} unass), "
            + $"tot(FE+BE): {sums.FrontendConnections}+{sums.BackendSessions}.";
    }

    private static string StateOf(ProxyPlan proxy, Board board)
    {
        int active = 0;
        int backup = 0;
        foreach (ServerPlan server in proxy.Backend?.Servers ?? [])
        {
            ref ServerRecord record = ref board.Server(server.Id);
            bool usable = record.Health == ServerHealth.Up && record.Weight > 0;
            active += usable && !server.Backup ? 1 : 0;
            backup += usable && server.Backup ? 1 : 0;
        }

        return (proxy.Backend?.Servers.Length ?? 0, active, backup) switch
        {
            (0, _, _) => "has no servers.",
            (_, 0, 0) => "has no server available !",
            (_, 0, _) => "is running on backup servers !",
            _ => $"has {active} active servers and {backup} backup servers available.",
        };
    }
}
