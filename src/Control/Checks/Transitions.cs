using System.Collections.Generic;
using System.Threading;
using Weir.Ground.Time;
using Weir.Kernel.Calls;
using Weir.Model.Live;
using Weir.Model.Places;
using Weir.Model.Plan;

namespace Weir.Control.Checks;

/// <summary>
/// Brings what becomes of a server to the board, to the servers that track it, to the workers, and into the
/// log.
/// </summary>
internal sealed class Transitions
{
    private readonly ConfigPlan _plan;
    private readonly KeeperSetup _setup;
    private readonly Board _board;
    private readonly HealthLog _log;
    private SlowStarts _starts;

    // By number of a server: those that track it, the last of the file first.
    private readonly Dictionary<int, List<ServerEvent>> _trackers = [];

    public Transitions(ConfigPlan plan, KeeperSetup setup, HealthLog log)
    {
        _plan = plan;
        _setup = setup;
        _board = setup.Board;
        _log = log;
        _starts = SlowStarts.None(_board);
        foreach (ProxyPlan proxy in plan.Proxies)
        {
            foreach (ServerPlan server in proxy.Backend?.Servers ?? [])
            {
                if (server.Tracks is { } tracked)
                {
                    TrackersOf(tracked).Insert(0, new ServerEvent(proxy, server, null));
                }
            }
        }
    }

    /// <summary>When <see cref="OnTime"/> has work next.</summary>
    public Instant Next => _starts.Next;

    /// <summary>
    /// Goes on from what the board says by an earlier plan, or by an earlier keeper: that one may have died
    /// between a server's record and the sign that it has changed, so workers are let look again at every
    /// server that was ever checked.
    /// </summary>
    public void TakeOver(Instant now)
    {
        HashSet<int> changed = [];
        foreach (ServerPlan server in _plan.Servers)
        {
            if (Conform(server, now))
            {
                changed.Add(server.Id);
            }
        }

        _starts = new SlowStarts(_plan, _board, now);
        foreach (ProxyPlan proxy in _plan.Proxies)
        {
            bool isChanged = false;
            foreach (ServerPlan server in proxy.Backend?.Servers ?? [])
            {
                isChanged |= changed.Contains(server.Id) | Follow(server, now)
                    | _board.Server(server.Id).Checked != 0;
            }

            NoteBackend(proxy, now);
            if (isChanged)
            {
                Announce(proxy, isForAll: true);
            }
        }
    }

    /// <summary>A server's health becomes <see cref="ServerEvent.Now"/>.</summary>
    public void Apply(in ServerEvent change, Instant now, long wallMs)
    {
        ServerEvent what = change with
        {
            Before = _board.Server(change.Server.Id).Health,
            ModeBefore = ModeOf(change.Server),
            Queues = QueuesFor(in change), // before anyone knows of the change
        };
        Write(in what, now);
        Tell(in what, wallMs);
        if (!_trackers.TryGetValue(what.Server.Id, out List<ServerEvent>? trackers))
        {
            return;
        }

        foreach (ServerEvent tracker in trackers)
        {
            Move(tracker with { Mode = ModeOf(tracker.Server), Via = what.Name }, now, wallMs);
        }
    }

    /// <summary>
    /// Puts a server into a mode, or back; what the server that it tracks is comes on top. Nothing happens
    /// when it is all of that already.
    /// </summary>
    public void Move(in ServerEvent change, Instant now, long wallMs)
    {
        ServerMode own = change.Mode!.Value;
        ServerEvent what = change;
        if (change.Server.Tracks is { } tracked)
        {
            ref ServerRecord its = ref _board.Server(tracked.Id);
            own = new ServerMode(
                own.Admin == ServerAdmin.Maintenance ? own.Admin
                    : its.Admin == ServerAdmin.None ? ServerAdmin.None : ServerAdmin.TrackedMaintenance,
                (own.Drains & Draining.Ordered)
                    | (its.Drains == Draining.None ? Draining.None : Draining.Tracked));
            what = what with { Now = its.Health };
        }

        what = what with
        {
            Mode = own,
            Now = own.Admin == ServerAdmin.None ? what.Now : ServerHealth.Down,
        };
        if (own != ModeOf(what.Server) || what.Now != _board.Server(what.Server.Id).Health)
        {
            Apply(in what, now, wallMs);
        }
    }

    /// <summary>A server has another weight, until the configuration gives it one.</summary>
    public void SetWeight(ProxyPlan proxy, ServerPlan server, int weight, Instant now)
    {
        _board.Server(server.Id).Weight = weight;
        NoteBackend(proxy, now);
        Announce(proxy, isForAll: false);
    }

    /// <summary>All that a server serves at present is broken off.</summary>
    public void EndSessions(ServerPlan server)
    {
        Interlocked.Increment(ref _board.Server(server.Id).EndOrders);
        Interlocked.Increment(ref _board.EndOrders); // last: who sees it sees the other too
        CallAll();
    }

    /// <summary>Servers that start slowly get more of their share.</summary>
    public void OnTime(Instant now, long wallMs)
    {
        while (_starts.TryAdvance(now, out SlowStep step))
        {
            if (step.HasNewWeight)
            {
                _board.Changed(step.Proxy.Id);
            }

            Call(step.Proxy, isForAll: false); // those that wait may be let in
            if (step.IsLast)
            {
                Tell(LastStep(step), wallMs);
            }
        }
    }

    /// <summary>That a server has its full share is told as its coming up was (2.6).</summary>
    private ServerEvent LastStep(SlowStep step)
    {
        ServerEvent what = new(step.Proxy, step.Server, null)
        {
            Before = ServerHealth.Up,
            Now = ServerHealth.Up,
            Via = step.Server.TracksName,
        };
        return what with { Queues = QueuesFor(in what) };
    }

    private List<ServerEvent> TrackersOf(ServerPlan tracked)
    {
        if (!_trackers.TryGetValue(tracked.Id, out List<ServerEvent>? trackers))
        {
            trackers = [];
            _trackers.Add(tracked.Id, trackers);
        }

        return trackers;
    }

    /// <summary>True when the plan says something else of a server than the board.</summary>
    private bool Conform(ServerPlan server, Instant now)
    {
        ref ServerRecord record = ref _board.Server(server.Id);
        ServerHealth before = record.Health;
        bool isSlow = record.StartShare != 0 && server.SlowStartMs > 0;
        bool isChanged = record.StartShare != 0 && !isSlow;
        record.StartShare = isSlow ? record.StartShare : (byte)0;
        isChanged |= BoardSetup.Conform(server, ref record);
        Note(server, before, now);
        return isChanged;
    }

    /// <summary>True when a server that tracks another one did not have its health, or its mode.</summary>
    private bool Follow(ServerPlan server, Instant now)
    {
        ServerPlan last = server;
        bool isMaintained = false;
        bool isDrained = false;
        while (last.Tracks is not null)
        {
            last = last.Tracks;
            isMaintained |= _board.Server(last.Id).Admin == ServerAdmin.Maintenance;
            isDrained |= (_board.Server(last.Id).Drains & Draining.Ordered) != 0;
        }

        ref ServerRecord record = ref _board.Server(server.Id);
        ServerMode mode = new(
            record.Admin == ServerAdmin.Maintenance ? record.Admin
                : isMaintained ? ServerAdmin.TrackedMaintenance : ServerAdmin.None,
            (record.Drains & Draining.Ordered) | (isDrained ? Draining.Tracked : Draining.None));
        ServerHealth health =
            mode.Admin == ServerAdmin.None ? _board.Server(last.Id).Health : ServerHealth.Down;
        if (record.Health == health && mode == ModeOf(server))
        {
            return false;
        }

        ServerHealth before = record.Health;
        record.Health = health;
        record.Admin = mode.Admin;
        record.Drains = mode.Drains;
        record.StartShare = 0;
        Note(server, before, now);
        return true;
    }

    private void Write(in ServerEvent what, Instant now)
    {
        ref ServerRecord record = ref _board.Server(what.Server.Id);
        if (what.Now != what.Before)
        {
            _starts.End(what.Server);
        }

        if (what is { Now: ServerHealth.Up, Before: ServerHealth.Down })
        {
            _starts.Begin(what.Server, now);
        }

        if (what.Mode is { } mode)
        {
            record.Admin = mode.Admin;
            record.Drains = mode.Drains;
        }

        record.Health = what.Now;
        Note(what.Server, what.Before, now);
        NoteBackend(what.Proxy, now);
        bool endsSessions = (what.Now == ServerHealth.Down && what.Server.ShutsSessions)
            || (what.Now == ServerHealth.Up && what.Server.ShutsBackups);
        Announce(what.Proxy, isForAll: endsSessions);
    }

    /// <summary>For those who ask since when, how often and how long a server was down.</summary>
    private void Note(ServerPlan server, ServerHealth before, Instant now)
    {
        ref ServerRecord record = ref _board.Server(server.Id);
        if (record.Health != before)
        {
            _board.Check(server.Id).DownMs += before == ServerHealth.Down ? now.Ms - record.ChangedAtMs : 0;
            record.DownTransitions += record.Health == ServerHealth.Down ? 1 : 0;
            record.ChangedAtMs = now.Ms;
        }
    }

    /// <summary>The same of a backend, which is down when balanced traffic has nowhere to go.</summary>
    private void NoteBackend(ProxyPlan proxy, Instant now)
    {
        ref BackendRecord backend = ref _board.Backend(proxy.Id);
        int isDown = UsableCount.Of(proxy, _board).IsNone ? 1 : 0;
        if (proxy.Backend is not null && isDown != backend.IsDown)
        {
            backend.DownMs += isDown == 0 ? now.Ms - backend.ChangedAtMs : 0;
            backend.DownTransitions += isDown;
            backend.ChangedAtMs = now.Ms;
            backend.IsDown = isDown;
        }
    }

    /// <summary>Lets workers see that a server of this backend has changed.</summary>
    private void Announce(ProxyPlan proxy, bool isForAll)
    {
        _board.Changed(proxy.Id); // last, and a full fence: a worker that sees it sees the record too
        Call(proxy, isForAll);
    }

    /// <summary>Those that have somebody waiting look at once; or everybody does.</summary>
    private void Call(ProxyPlan proxy, bool isForAll)
    {
        if (!isForAll && !WakeCalls.AnyoneWaits(_board.Places, proxy))
        {
            return;
        }

        CallAll();
    }

    private void CallAll()
    {
        for (int worker = 0; worker < _board.Shape.Workers && worker < _setup.Calls.Length; worker++)
        {
            if (WakeCalls.Call(_board.Places, worker))
            {
                Sys.CallOn(_setup.Calls[worker]);
            }
        }
    }

    private void Tell(in ServerEvent what, long wallMs)
    {
        UsableCount after = UsableCount.Of(what.Proxy, _board);
        // Of a server that was leaving anyway, its end is no news to be woken for; nor what people do.
        bool isBad = what is { Now: ServerHealth.Down, Before: ServerHealth.Up }
            && what.Mode is null or { Admin: ServerAdmin.None };
        int level = isBad ? HealthLog.Alert : HealthLog.Notice;
        string message = MessageOf(in what, after);
        _log.Server(what.Proxy, level, message, wallMs);
        bool wasUsable = what.Before == ServerHealth.Up && what.Now != ServerHealth.Up
            && _board.Server(what.Server.Id).Weight > 0;
        if (after.IsNone && wasUsable && what.Proxy.Backend!.DispatchAt < 0)
        {
            _log.NoServer(what.Proxy, wallMs);
        }
    }

    private string MessageOf(in ServerEvent what, UsableCount after)
    {
        if (what.Mode is { Admin: ServerAdmin.None } mode)
        {
            bool leaves = what.ModeBefore.Admin != ServerAdmin.None;
            if (leaves || (what.Now == what.Before && mode.Drains == Draining.None))
            {
                return HealthMessage.Back(in what);
            }

            if (what.Now == what.Before)
            {
                return HealthMessage.Drained(in what, after);
            }
        }

        return what.Now switch
        {
            ServerHealth.Up => HealthMessage.Up(in what, after),
            ServerHealth.Stopping => HealthMessage.Stopping(in what, after),
            _ => HealthMessage.Down(in what, after, _board.SessionsOf(what.Server.Id)),
        };
    }

    private ServerMode ModeOf(ServerPlan server)
    {
        ref ServerRecord record = ref _board.Server(server.Id);
        return new ServerMode(record.Admin, record.Drains);
    }

    /// <summary>
    /// What becomes of those that wait: with redispatch, who waits for a server that goes down waits for any;
    /// a server that comes up takes as many as it may hold of those that wait for any.
    /// </summary>
    private QueueCount QueuesFor(in ServerEvent change)
    {
        int own = Volatile.Read(ref _board.Places.Server(change.Server.Id).Waiting);
        if (change.Now == ServerHealth.Stopping || change.Mode is { Drains: not Draining.None })
        {
            return new QueueCount(0, own);
        }

        if (change.Now == ServerHealth.Up)
        {
            int any = Volatile.Read(ref _board.Places.Backend(change.Proxy.Id).Waiting);
            int most = change.Server.MaxConn == 0 ? any : change.Server.MaxConn;
            return new QueueCount(int.Min(any, most), own);
        }

        return change.Proxy.Backend!.RedispatchEvery > 0 ? new QueueCount(own, 0) : new QueueCount(0, own);
    }
}
