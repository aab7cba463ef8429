using System.Threading;
using Weir.Ground.Time;
using Weir.Kernel.Calls;
using Weir.Model.Live;
using Weir.Model.Places;
using Weir.Model.Plan;

namespace Weir.Control.Checks;

/// <summary>
/// Counts verdicts on the board, where every worker sees them, and tells what they changed.
/// </summary>
internal sealed class HealthKeeper(ConfigPlan plan, KeeperSetup setup, HealthLog log)
{
    private readonly Board _board = setup.Board;

    /// <summary>
    /// Goes on from what the board says by an earlier plan, or by an earlier keeper: that one may have died
    /// between a server's record and the sign that it has changed, so workers are let look again at every
    /// server that it has checked.
    /// </summary>
    public void TakeOver()
    {
        foreach (ProxyPlan proxy in plan.Proxies)
        {
            if (Conform(proxy) | WasChecked(proxy))
            {
                Announce(proxy);
            }
        }
    }

    /// <summary>
    /// Counts one verdict; returns the milliseconds from that check's start to the next one's.
    /// </summary>
    public int Count(ServerCheck check, CheckVerdict verdict, Instant now, long wallMs)
    {
        if (verdict.LacksSource)
        {
            log.NoSource(check.Proxy, wallMs);
        }

        ref ServerRecord record = ref _board.Server(check.Server.Id);
        HealthScore score = HealthScore.Resume(record.Health, record.CheckScore, check.Plan);
        bool stops = verdict.IsConditional && record.Health != ServerHealth.Down;
        score.Count(verdict.IsGood || stops);
        record.CheckScore = score.Value;
        record.CheckCode = verdict.Code;
        record.Checked = 1;
        ServerHealth health = !score.IsUp ? ServerHealth.Down
            : stops ? ServerHealth.Stopping
            : verdict.IsGood ? ServerHealth.Up : record.Health;
        if (health != record.Health)
        {
            ServerEvent what = new(check.Proxy, check.Server, verdict, now.Since(check.StartedAt))
            {
                Before = record.Health,
                Now = health,
                Queues = QueuesFor(check, health), // before anyone knows of the change
            };
            Change(check, health, now);
            Tell(in what, wallMs);
        }

        return score.IntervalMs(check.Plan);
    }

    private bool Conform(ProxyPlan proxy)
    {
        bool any = false;
        foreach (ServerPlan server in proxy.Backend?.Servers ?? [])
        {
            any |= BoardSetup.Conform(server, ref _board.Server(server.Id));
        }

        return any;
    }

    private bool WasChecked(ProxyPlan proxy)
    {
        foreach (ServerPlan server in proxy.Backend?.Servers ?? [])
        {
            if (_board.Server(server.Id).Checked != 0)
            {
                return true;
            }
        }

        return false;
    }

    private void Change(ServerCheck check, ServerHealth health, Instant now)
    {
        ref ServerRecord record = ref _board.Server(check.Server.Id);
        record.ChangedAtMs = now.Ms;
        record.DownTransitions += health == ServerHealth.Down ? 1 : 0;
        record.Health = health;
        Announce(check.Proxy);
    }

    /// <summary>
    /// Lets workers see that a server of this backend has changed; those that have waiters look at once.
    /// </summary>
    private void Announce(ProxyPlan proxy)
    {
        _board.Changed(proxy.Id); // last, and a full fence: a worker that sees it sees the record too
        if (!WakeCalls.AnyoneWaits(_board.Places, proxy))
        {
            return;
        }

        for (int worker = 0; worker < setup.Calls.Length; worker++)
        {
            if (WakeCalls.Call(_board.Places, worker))
            {
                Sys.CallOn(setup.Calls[worker]);
            }
        }
    }

    private void Tell(in ServerEvent what, long wallMs)
    {
        UsableCount after = CountUsable(what.Proxy);
        // Of a server that was leaving anyway, its end is no news to be woken for.
        int level = what is { Now: ServerHealth.Down, Before: ServerHealth.Up }
            ? HealthLog.Alert
            : HealthLog.Notice;
        string message = what.Now switch
        {
            ServerHealth.Up => HealthMessage.Up(in what, after),
            ServerHealth.Stopping => HealthMessage.Stopping(in what, after),
            _ => HealthMessage.Down(in what, after, SessionsOf(what.Server)),
        };
        log.Server(what.Proxy, level, message, wallMs);
        bool wasUsable = what.Before == ServerHealth.Up && _board.Server(what.Server.Id).Weight > 0;
        if (after.IsNone && wasUsable && what.Proxy.Backend!.DispatchAt < 0)
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
            ref ServerRecord record = ref _board.Server(server.Id);
            bool usable = record.Health == ServerHealth.Up && record.Weight > 0
                && server.Index != proxy.Backend!.DispatchAt;
            active += usable && !server.Backup ? 1 : 0;
            backup += usable && server.Backup ? 1 : 0;
        }

        return new UsableCount(active, backup);
    }

    private long SessionsOf(ServerPlan server)
    {
        long sum = 0;
        for (int worker = 0; worker < _board.Shape.Workers; worker++)
        {
            sum += _board.ServerOf(worker, server.Id).Current;
        }

        return sum;
    }

    /// <summary>
    /// What becomes of those that wait: with redispatch, who waits for a server that goes down waits for any;
    /// a server that comes up takes as many as it may hold of those that wait for any.
    /// </summary>
    private QueueCount QueuesFor(ServerCheck check, ServerHealth health)
    {
        int own = Volatile.Read(ref _board.Places.Server(check.Server.Id).Waiting);
        if (health == ServerHealth.Stopping)
        {
            return new QueueCount(0, own);
        }

        if (health == ServerHealth.Up)
        {
            int any = Volatile.Read(ref _board.Places.Backend(check.Proxy.Id).Waiting);
            int most = check.Server.MaxConn == 0 ? any : check.Server.MaxConn;
            return new QueueCount(int.Min(any, most), own);
        }

        return check.Proxy.Backend!.Redispatch ? new QueueCount(own, 0) : new QueueCount(0, own);
    }
}
