using Weir.Ground.Time;
using Weir.Model.Live;
using Weir.Model.Plan;

namespace Weir.Control.Checks;

/// <summary>
/// Counts verdicts on the board, where every worker sees them, and tells what they changed.
/// </summary>
internal sealed class HealthKeeper(ConfigPlan plan, Board board, HealthLog log)
{
    /// <summary>
    /// Lets workers look again at every server when an earlier keeper has been at work: it may have died
    /// between a
    /// server's record and the sign that it has changed.
    /// </summary>
    public void TakeOver()
    {
        foreach (ProxyPlan proxy in plan.Proxies)
        {
            if (WasChecked(proxy))
            {
                board.Changed(proxy.Id);
            }
        }
    }

    /// <summary>
    /// Counts one verdict; returns the milliseconds from that check's start to the next one's.
    /// </summary>
    public int Count(ServerCheck check, CheckVerdict verdict, Instant now, long wallMs)
    {
        ref ServerRecord record = ref board.Server(check.Server.Id);
        HealthScore score = HealthScore.Resume(record.Health, record.CheckScore, check.Plan);
        bool changed = score.Count(verdict.IsGood);
        record.CheckScore = score.Value;
        record.CheckCode = verdict.Code;
        record.Checked = 1;
        if (changed)
        {
            Change(check, score.IsUp, now);
            ServerEvent what = new(check.Proxy, check.Server, verdict, now.Since(check.StartedAt));
            Tell(in what, wallMs);
        }

        return score.IntervalMs(check.Plan);
    }

    private bool WasChecked(ProxyPlan proxy)
    {
        foreach (ServerPlan server in proxy.Backend?.Servers ?? [])
        {
            if (board.Server(server.Id).Checked != 0)
            {
                return true;
            }
        }

        return false;
    }

    private void Change(ServerCheck check, bool isUp, Instant now)
    {
        ref ServerRecord record = ref board.Server(check.Server.Id);
        record.ChangedAtMs = now.Ms;
        record.DownTransitions += isUp ? 0 : 1;
        record.Health = isUp ? ServerHealth.Up : ServerHealth.Down;
        board.Changed(check.Proxy.Id); // last, and a full fence: a worker that sees it sees the record too
    }

    private void Tell(in ServerEvent what, long wallMs)
    {
        UsableCount after = CountUsable(what.Proxy);
        if (what.Verdict.IsGood)
        {
            log.Server(what.Proxy, HealthLog.Notice, HealthMessage.Up(in what, after), wallMs);
            return;
        }

        string message = HealthMessage.Down(in what, after, SessionsOf(what.Server));
        log.Server(what.Proxy, HealthLog.Alert, message, wallMs);
        bool wasUsable = board.Server(what.Server.Id).Weight > 0; // it was up until now
        if (after.IsNone && wasUsable)
        {
            log.NoServer(what.Proxy, wallMs);
        }
    }

    private UsableCount CountUsable(ProxyPlan proxy)
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

        return new UsableCount(active, backup);
    }

    private long SessionsOf(ServerPlan server)
    {
        long sum = 0;
        for (int worker = 0; worker < board.Shape.Workers; worker++)
        {
            sum += board.ServerOf(worker, server.Id).Current;
        }

        return sum;
    }
}
