using System.Collections.Generic;
using Weir.Ground.Time;
using Weir.Model.Live;
using Weir.Model.Plan;

namespace Weir.Control.Checks;

/// <summary>The servers that are starting slowly: each step is on the board when its time has come.</summary>
internal sealed class SlowStarts
{
    private readonly Board _board;
    private readonly List<SlowStep> _servers = [];
    private readonly Dictionary<int, int> _places = []; // by number of a server
    private readonly TimerWheel? _timers;

    public SlowStarts(ConfigPlan plan, Board board, Instant now)
    {
        _board = board;
        foreach (ProxyPlan proxy in plan.Proxies)
        {
            foreach (ServerPlan server in proxy.Backend?.Servers ?? [])
            {
                if (server.SlowStartMs > 0)
                {
                    _places.Add(server.Id, _servers.Count);
                    _servers.Add(new SlowStep(proxy, server, HasNewWeight: false, IsLast: false));
                }
            }
        }

        _timers = _servers.Count > 0 ? new TimerWheel(_servers.Count, now) : null;
        for (int at = 0; at < _servers.Count; at++)
        {
            if (_board.Server(_servers[at].Server.Id).StartShare > 0)
            {
                _timers!.Set(at, now); // an earlier keeper began it
            }
        }
    }

    private SlowStarts(Board board) => _board = board;

    /// <summary>When <see cref="TryAdvance"/> has work next.</summary>
    public Instant Next => _timers?.Next ?? Instant.Never;

    /// <summary>No server starts slowly.</summary>
    public static SlowStarts None(Board board) => new(board);

    /// <summary>The server has just come up.</summary>
    public void Begin(ServerPlan server, Instant now)
    {
        if (_places.TryGetValue(server.Id, out int at))
        {
            ref ServerRecord record = ref _board.Server(server.Id);
            record.StartShare = 1;
            record.StartPercent = 0;
            _timers!.Set(at, now);
        }
    }

    /// <summary>The server is no longer up.</summary>
    public void End(ServerPlan server)
    {
        if (_places.TryGetValue(server.Id, out int at))
        {
            _board.Server(server.Id).StartShare = 0;
            _timers!.Clear(at);
        }
    }

    /// <summary>Takes one step that is due; false when there is none.</summary>
    public bool TryAdvance(Instant now, out SlowStep step)
    {
        step = default;
        if (_timers is null || !_timers.TryFire(now, out int due))
        {
            return false;
        }

        ServerPlan server = _servers[due].Server;
        ref ServerRecord record = ref _board.Server(server.Id);
        SlowStart start = SlowStart.At(now.Ms - record.ChangedAtMs, server.SlowStartMs);
        bool hasNewWeight = record.StartShare != start.Share;
        record.StartPercent = (byte)start.Percent;
        record.StartShare = (byte)start.Share;
        if (!start.IsOver)
        {
            _timers.Set(due, new Instant(record.ChangedAtMs + start.NextMs));
        }

        step = _servers[due] with { HasNewWeight = hasNewWeight, IsLast = start.IsOver };
        return true;
    }
}

/// <summary>A step of a server that starts slowly.</summary>
/// <param name="Proxy">Where it is.</param>
/// <param name="Server">Which one.</param>
/// <param name="HasNewWeight">More of its weight counts; else more of its limit alone.</param>
/// <param name="IsLast">All of both counts.</param>
internal readonly record struct SlowStep(
    ProxyPlan Proxy, ServerPlan Server, bool HasNewWeight, bool IsLast);
