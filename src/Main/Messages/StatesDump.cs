using System.Threading;
using Weir.Model.Counts;
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
        ServiceCounters counts = new BoardSums(board).Server(server.Id);
        string state = board.Server(server.Id).Health == ServerHealth.Up ? "UP" : "DOWN";
        int waiting = Volatile.Read(ref board.Places.Server(server.Id).Waiting);
        return $"SIGHUP: Server {proxy.Name}/{server.Name} is {state}. "
            + $"Conn: {counts.Current} act, {waiting} pend, {counts.Sessions} tot.";
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

        FrontendCounters front = new BoardSums(board).Frontend(proxy.Id);
        ServiceCounters back = new BoardSums(board).Backend(proxy.Id);
        return $"SIGHUP: Proxy {proxy.Name} {StateOf(proxy, board)} "
            + $"Conn: act(FE+BE): {front.Current}+{back.Current}, "
            + $"{waiting} pend ({any} unass), "
            + $"tot(FE+BE): {front.Connections}+{back.Sessions}.";
    }

    private static string StateOf(ProxyPlan proxy, Board board)
    {
        (int active, int backup) = UsableCount.Of(proxy, board);
        return (proxy.Backend?.Servers.Length ?? 0, active, backup) switch
        {
            (0, _, _) => "has no servers.",
            (_, 0, 0) => "has no server available !",
            (_, 0, _) => "is running on backup servers !",
            _ => $"has {active} active servers and {backup} backup servers available.",
        };
    }
}
