using System.Globalization;
using System.Text;
using System.Threading;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Model.Plan.Checks;

namespace Weir.Control.Checks;

/// <summary>The field by which a server is told how it is seen (<c>http-check send-state</c>).</summary>
internal static class StateField
{
    public static byte[] Of(ServerCheck check, Board board, string node)
    {
        ServerPlan server = check.Server;
        ref ServerRecord record = ref board.Server(server.Id);
        int weight = UsableCount.Of(check.Proxy, board).Weight;
        int all = 0;
        foreach (ServerPlan one in check.Proxy.Backend!.Servers)
        {
            all += board.SessionsOf(one.Id);
        }

        int waiting = Volatile.Read(ref board.Places.Server(server.Id).Waiting);
        return Encoding.Latin1.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"x-haproxy-server-state: {StateOf(in record, check.Plan)}; address={server.Address}; "
            + $"port={server.Address.Port}; name={check.Proxy.Name}/{server.Name}; node={node}; "
            + $"weight={record.WeightShown}/{weight}; scur={board.SessionsOf(server.Id)}/{all}; "
            + $"qcur={waiting}\r\n"));
    }

    /// <summary>With how many of how many checks, while the server is on its way up or down.</summary>
    private static string StateOf(in ServerRecord record, CheckPlan plan)
    {
        HealthScore score = HealthScore.Resume(record.Health, record.CheckScore, plan);
        string word = !score.IsUp ? "DOWN" : record.Health == ServerHealth.Stopping ? "NOLB" : "UP";
        bool isSettled = score.IsTop || score.Value == 0;
        return isSettled ? word : $"{word} {score.Counted}/{score.Needed}";
    }
}
