using Weir.Model.Live;
using Weir.Model.Plan;

namespace Weir.Control.Checks;

/// <summary>How many servers of a backend balanced traffic may use: up, with a weight above 0.</summary>
internal readonly record struct UsableCount(int Active, int Backup)
{
    public bool IsNone => Active == 0 && Backup == 0;

    public bool IsBackupOnly => Active == 0 && Backup > 0;

    /// <summary>Weights of those that balanced traffic goes to now, added up.</summary>
    public int Weight { get; init; }

    public static UsableCount Of(ProxyPlan proxy, Board board)
    {
        UsableCount active = Of(proxy, board, backups: false);
        UsableCount backup = Of(proxy, board, backups: true);
        return new UsableCount(active.Active, backup.Backup)
        {
            Weight = active.Active > 0 ? active.Weight : backup.Weight,
        };
    }

    private static UsableCount Of(ProxyPlan proxy, Board board, bool backups)
    {
        BackendPlan backend = proxy.Backend!;
        int count = 0;
        int weight = 0;
        foreach (ServerPlan server in backend.Servers)
        {
            ref ServerRecord record = ref board.Server(server.Id);
            bool isUsable = server.Backup == backups && record.Health == ServerHealth.Up && record.Weight > 0
                && server.Index != backend.DispatchAt;
            bool isAlone = backups && !backend.AllBackups; // only the first backup is used
            weight += isUsable && !(isAlone && count > 0) ? record.Weight : 0;
            count += isUsable ? 1 : 0;
        }

        return backups ? new UsableCount(0, count) { Weight = weight }
            : new UsableCount(count, 0) { Weight = weight };
    }
}
