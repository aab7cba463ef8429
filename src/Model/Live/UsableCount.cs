using Weir.Model.Plan;

namespace Weir.Model.Live;

/// <summary>The servers of a backend that balanced traffic may use: up, with a weight above 0.</summary>
/// <param name="Active">Those that are no backups.</param>
/// <param name="Backup">Those that are.</param>
public readonly record struct UsableCount(int Active, int Backup)
{
    public bool IsNone => Active == 0 && Backup == 0;

    public bool IsBackupOnly => Active == 0 && Backup > 0;

    /// <summary>Weights of those that balanced traffic goes to, added up, as far as they count now.</summary>
    public int Weight { get; init; }

    /// <summary>The same without regard to slow starts.</summary>
    public int WholeWeight { get; init; }

    /// <summary>As the board says now.</summary>
    public static UsableCount Of(ProxyPlan proxy, Board board)
    {
        UsableCount active = Of(proxy, board, backups: false);
        UsableCount backup = Of(proxy, board, backups: true);
        UsableCount used = active.Active > 0 ? active : backup;
        return used with { Active = active.Active, Backup = backup.Backup };
    }

    /// <summary>Whether a server is one of them; the <c>dispatch</c> address is none.</summary>
    public static bool IsOne(ProxyPlan proxy, ServerPlan server, Board board)
    {
        ref ServerRecord record = ref board.Server(server.Id);
        return record.TakesAnybody && server.Index != proxy.Backend!.DispatchAt;
    }

    private static UsableCount Of(ProxyPlan proxy, Board board, bool backups)
    {
        int count = 0;
        int sixteenths = 0;
        int whole = 0;
        foreach (ServerPlan server in proxy.Backend?.Servers ?? [])
        {
            if (server.Backup != backups || !IsOne(proxy, server, board))
            {
                continue;
            }

            if (count == 0 || !backups || proxy.Backend!.AllBackups) // else the first backup alone
            {
                ref ServerRecord record = ref board.Server(server.Id);
                sixteenths += record.WeightNow;
                whole += record.Weight;
            }

            count++;
        }

        return new UsableCount(backups ? 0 : count, backups ? count : 0)
        {
            Weight = (sixteenths + ServerRecord.FullShare - 1) / ServerRecord.FullShare,
            WholeWeight = whole,
        };
    }
}
