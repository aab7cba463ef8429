using System;
using System.Collections.Generic;
using System.Threading;
using Weir.Kernel.Io;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Relay.Stream;

namespace Weir.Relay.Server;

/// <summary>
/// Finds the sessions that are to end because a server has gone down, or because one has come up that takes
/// the place of its backups (<c>on-marked-down</c>, <c>on-marked-up</c>), or because somebody has ordered it.
/// </summary>
/// <remarks>
/// A worker is called for many reasons, so only servers with these words are looked at: where there is none,
/// and no order, a call costs two comparisons.
/// </remarks>
internal sealed class Shutdowns<TIo>
    where TIo : struct, IIoBackend
{
    private readonly WorkerState<TIo> _worker;
    private readonly Dictionary<int, char> _ending = [];
    private Watched[] _watched = [];
    private int[] _endOrders = []; // by number of a server, as it was when we last looked
    private int _endOrdersOfAll;
    private int _stream;

    public Shutdowns(WorkerState<TIo> worker)
    {
        _worker = worker;
        Follow();
    }

    /// <summary>
    /// Goes by the newest plan. A server is known by its number: one that stays is looked at as before.
    /// </summary>
    public void Follow()
    {
        Watched[] before = _watched;
        List<Watched> watched = [];
        foreach (ProxyPlan proxy in _worker.Newest.Plan.Proxies)
        {
            foreach (ServerPlan server in proxy.Backend?.Servers ?? [])
            {
                if (server.ShutsSessions || server.ShutsBackups)
                {
                    int at = Array.FindIndex(before, one => one.Server.Id == server.Id);
                    // What happened before we knew of it ends nothing of ours.
                    Seen seen = at < 0 ? SeenOf(server) : before[at].Seen;
                    watched.Add(new Watched(proxy.Backend!, server, seen));
                }
            }
        }

        _watched = [.. watched];
        int[] orders = new int[_worker.Newest.Plan.ServersEnd];
        for (int server = 0; server < orders.Length; server++)
        {
            orders[server] = server < _endOrders.Length
                ? _endOrders[server] : _worker.Board.Server(server).EndOrders;
        }

        _endOrders = orders;
    }

    /// <summary>
    /// Looks who has changed since the last time; <see cref="TryTake"/> tells whose sessions that ends.
    /// </summary>
    public void Look()
    {
        bool isOrdered = Volatile.Read(ref _worker.Board.EndOrders) != _endOrdersOfAll;
        if (_watched.Length == 0 && !isOrdered)
        {
            return;
        }

        _ending.Clear();
        _stream = 0;
        if (isOrdered)
        {
            LookForOrders();
        }

        foreach (ref Watched one in _watched.AsSpan())
        {
            Seen now = SeenOf(one.Server);
            if (now != one.Seen)
            {
                Mark(one.Backend, one.Server, wentDown: now.DownTransitions != one.Seen.DownTransitions);
                one = one with { Seen = now };
            }
        }
    }

    private void LookForOrders()
    {
        _endOrdersOfAll = Volatile.Read(ref _worker.Board.EndOrders);
        for (int server = 0; server < _endOrders.Length; server++)
        {
            int orders = _worker.Board.Server(server).EndOrders;
            if (orders != _endOrders[server])
            {
                _endOrders[server] = orders;
                _ending[server] = 'K';
            }
        }
    }

    /// <summary>The next stream that is to end, and how; false: there is none left.</summary>
    public bool TryTake(out int stream, out Next end)
    {
        for (; _ending.Count > 0 && _stream < _worker.Streams.Most; _stream++)
        {
            ref StreamState s = ref _worker.Streams[_stream];
            bool holds = s.Step != StreamStep.Free && s.Has(StreamFlags.HoldsServer);
            if (holds && _ending.TryGetValue(_worker.ServerOf(in s).Id, out char cause))
            {
                stream = _stream++;
                end = EndOf(in s, cause);
                return true;
            }
        }

        _ending.Clear();
        stream = -1;
        end = default;
        return false;
    }

    /// <param name="s">Whose server is taken from it.</param>
    /// <param name="cause">As its log line tells: D, K or U.</param>
    private static Next EndOf(in StreamState s, char cause) => s.Step switch
    {
        StreamStep.Exchange when s.Has(StreamFlags.Answered) => Next.Cut(cause, 'D'),
        StreamStep.Exchange when s.Request.Done => Next.Answer(502, cause, 'H'),
        StreamStep.Exchange => Next.Abort(cause, '-'),
        StreamStep.Tunnel => Next.Cut(cause, s.Has(StreamFlags.Plain) ? '-' : 'D'),
        _ => Next.Answer(503, cause, 'C'),
    };

    /// <param name="backend">Where it is.</param>
    /// <param name="server">What has changed.</param>
    /// <param name="wentDown">It was down in between, whatever it is now.</param>
    private void Mark(BackendPlan backend, ServerPlan server, bool wentDown)
    {
        if (wentDown && server.ShutsSessions)
        {
            _ending[server.Id] = 'D';
        }

        ref ServerRecord record = ref _worker.Board.Server(server.Id);
        if (!record.TakesAnybody || !server.ShutsBackups || server.Backup)
        {
            return;
        }

        foreach (ServerPlan other in backend.Servers)
        {
            if (other.Backup)
            {
                _ending[other.Id] = 'U';
            }
        }
    }

    private Seen SeenOf(ServerPlan server)
    {
        ref ServerRecord record = ref _worker.Board.Server(server.Id);
        return new Seen(record.ChangedAtMs, record.DownTransitions);
    }

    /// <summary>What a server was when it was last looked at.</summary>
    private readonly record struct Seen(long ChangedAtMs, long DownTransitions);

    private readonly record struct Watched(BackendPlan Backend, ServerPlan Server, Seen Seen);
}
