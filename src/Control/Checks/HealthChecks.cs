using System;
using System.Collections.Generic;
using Weir.Control.Questions;
using Weir.Ground.Check;
using Weir.Ground.Time;
using Weir.Kernel.Io;
using Weir.Model.Live;
using Weir.Model.Plan;

namespace Weir.Control.Checks;

/// <summary>
/// Every check of the plan: when each starts, whose connection an event belongs to, what time runs out.
/// </summary>
internal sealed class HealthChecks<TIo>
    where TIo : struct, IIoBackend
{
    private readonly Board _board;
    private HealthKeeper _keeper;
    private ServerCheck[] _checks;
    private int _spreadPercent;
    private ulong _chance;
    private Instant[] _dueAt;
    private TimerWheel _timers;

    // By position: what is asked from the next time on, while a check by the plan before still runs.
    private ServerCheck?[] _next;

    // By descriptor: the position of the check that owns it, or -1.
    private readonly List<int> _owners = [];

    /// <summary>
    /// Spreads the first checks over the shortest interval, or over what <c>max-spread-checks</c> allows, so
    /// that many servers are not all asked at once.
    /// </summary>
    public HealthChecks(ConfigPlan plan, Board board, HealthKeeper keeper, Instant now)
    {
        _board = board;
        _keeper = keeper;
        _spreadPercent = plan.Global.SpreadPercent;
        _chance = (ulong)now.Ms | 1;
        _checks = [.. ChecksOf(plan)];
        _next = new ServerCheck?[_checks.Length];
        _dueAt = new Instant[_checks.Length];
        _timers = new TimerWheel(Math.Max(1, _checks.Length), now);
        int shortest = plan.Global.SpreadMostMs > 0 ? plan.Global.SpreadMostMs : int.MaxValue;
        foreach (ServerCheck check in _checks)
        {
            shortest = Math.Min(shortest, check.Plan.IntervalMs);
        }

        for (int i = 0; i < _checks.Length; i++)
        {
            SetDue(i, now.After((long)i * shortest / _checks.Length));
        }
    }

    /// <summary>
    /// Goes on by another plan. What is asked of a server as before goes on where it is, and a check that
    /// runs is not cut short; another address is asked at once, and so is a server that is new.
    /// </summary>
    public void Follow(ref TIo io, ConfigPlan plan, HealthKeeper keeper, Instant now)
    {
        Dictionary<int, int> before = [];
        for (int at = 0; at < _checks.Length; at++)
        {
            before.Add(_checks[at].Server.Id, at);
        }

        (ServerCheck[] checks, Instant[] dueAt) = (_checks, _dueAt);
        _keeper = keeper;
        _spreadPercent = plan.Global.SpreadPercent;
        _checks = [.. ChecksOf(plan)];
        _next = new ServerCheck?[_checks.Length];
        _dueAt = new Instant[_checks.Length];
        _timers = new TimerWheel(Math.Max(1, _checks.Length), now);
        _owners.Clear();
        for (int at = 0; at < _checks.Length; at++)
        {
            Instant due = now;
            if (before.Remove(_checks[at].Server.Id, out int its))
            {
                due = GoOn(ref io, at, checks[its], dueAt[its], now);
            }

            SetDue(at, due);
        }

        foreach (int gone in before.Values)
        {
            checks[gone].End(ref io);
        }
    }

    /// <summary>When <see cref="OnTime"/> has work next.</summary>
    public Instant Next => _timers.Next;

    public void OnReady(ref TIo io, IoEvent happened, Instant now)
    {
        int owner = happened.Fd < _owners.Count ? _owners[happened.Fd] : -1;
        if (owner < 0)
        {
            Odd.Seen(OddKind.EventForClosedDescriptor);
            return;
        }

        ServerCheck check = _checks[owner];
        Continue(ref io, owner, check.OnReady(ref io, happened.Ready, now), now);
    }

    public void OnTime(ref TIo io, Instant now)
    {
        while (_timers.TryFire(now, out int due))
        {
            ServerCheck check = _checks[due];
            if (check.IsRunning)
            {
                Continue(ref io, due, check.OnDeadline(), now);
                continue;
            }

            if (_keeper.IsLeftAlone(check))
            {
                SetDue(due, now.After(check.Plan.IntervalMs));
                continue;
            }

            CheckVerdict? verdict = check.Start(ref io, now, _keeper.StateFor(check));
            Own(check.Descriptor, due);
            Continue(ref io, due, verdict, now);
        }
    }

    /// <summary>A worker has called: some server's traffic has gone wrong too often.</summary>
    public void OnCall(Instant now, long wallMs)
    {
        for (int at = 0; at < _checks.Length; at++)
        {
            ServerCheck check = _checks[at];
            if (check.Server.Observe is null || _keeper.IsLeftAlone(check))
            {
                continue;
            }

            ref ObservedErrors errors = ref _board.Errors(check.Server.Id);
            int more = unchecked(errors.Limits - check.ErrorsSeen);
            check.ErrorsSeen += more;
            for (int i = 0; i < more && i <= check.Plan.Fall; i++) // by then it is down
            {
                _keeper.CountErrors(check, errors.Last, now, wallMs);
            }

            if (more > 0)
            {
                Hasten(at, now);
            }
        }
    }

    /// <summary>Asks no more for the servers of proxies that have been stopped.</summary>
    public void EndStopped(ref TIo io, Board board)
    {
        for (int at = 0; at < _checks.Length; at++)
        {
            ServerCheck check = _checks[at];
            if (board.Decided(check.Proxy.Id).State != ProxyState.Stopped)
            {
                continue;
            }

            if (check.IsRunning)
            {
                Own(check.Descriptor, -1);
                check.End(ref io);
            }

            SetDue(at, Instant.Never);
        }
    }

    /// <summary>Returns when its check has something to do next.</summary>
    private Instant GoOn(ref TIo io, int at, ServerCheck before, Instant dueAt, Instant now)
    {
        ServerCheck next = _checks[at];
        next.ErrorsSeen = before.ErrorsSeen;
        if (next.Plan.Address != before.Plan.Address || next.Server.Address != before.Server.Address)
        {
            before.End(ref io);
            return now;
        }

        if (before.IsRunning)
        {
            _next[at] = next;
            _checks[at] = before;
            Own(before.Descriptor, at);
            return dueAt;
        }

        Instant latest = now.After(next.Plan.IntervalMs);
        return dueAt < latest ? dueAt : latest;
    }

    /// <summary>The next check comes after <c>fastinter</c> at the latest, where there is one.</summary>
    private void Hasten(int at, Instant now)
    {
        Instant soon = now.After(_checks[at].Plan.FastIntervalMs);
        if (!_checks[at].IsRunning && soon < _dueAt[at])
        {
            SetDue(at, soon);
        }
    }

    private void SetDue(int at, Instant when)
    {
        _dueAt[at] = when;
        _timers.Set(at, when);
    }

    private IEnumerable<ServerCheck> ChecksOf(ConfigPlan plan)
    {
        foreach (ProxyPlan proxy in plan.Proxies)
        {
            if (proxy.Disabled || proxy.Backend is null)
            {
                continue;
            }

            foreach (ServerPlan server in proxy.Backend.Servers)
            {
                if (server.Check is not null)
                {
                    yield return new ServerCheck(proxy, server, server.Check)
                    {
                        ErrorsSeen = _board.Errors(server.Id).Limits, // what was before is not ours to count
                    };
                }
            }
        }
    }

    /// <summary>Goes on waiting, or ends the check with its verdict.</summary>
    private void Continue(ref TIo io, int at, CheckVerdict? verdict, Instant now)
    {
        ServerCheck check = _checks[at];
        if (verdict is null)
        {
            SetDue(at, check.Deadline);
            return;
        }

        Own(check.Descriptor, -1);
        check.End(ref io);
        int intervalMs = _keeper.Count(check, verdict.Value, now, io.WallMs());
        Instant next = check.StartedAt.After(intervalMs + OffBy(intervalMs)); // from start to start
        SetDue(at, next > now ? next : now);
        if (_next[at] is { } successor)
        {
            successor.ErrorsSeen = check.ErrorsSeen;
            _checks[at] = successor;
            _next[at] = null;
        }
    }

    /// <summary>
    /// By chance, from as many percent below to as many above as <c>spread-checks</c> says.
    /// </summary>
    private long OffBy(int intervalMs)
    {
        long most = (long)intervalMs * _spreadPercent / 100;
        if (most == 0)
        {
            return 0;
        }

        _chance ^= _chance << 13; // xorshift: Marsaglia, 2003
        _chance ^= _chance >> 7;
        _chance ^= _chance << 17;
        return (long)(_chance % (ulong)((2 * most) + 1)) - most;
    }

    private void Own(int descriptor, int owner)
    {
        if (descriptor < 0)
        {
            return;
        }

        while (_owners.Count <= descriptor)
        {
            _owners.Add(-1);
        }

        _owners[descriptor] = owner;
    }
}
