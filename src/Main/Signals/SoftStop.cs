using System;
using Weir.Ground.Time;
using Weir.Main.Master;
using Weir.Main.Messages;
using Weir.Model.Counts;
using Weir.Model.Live;
using Weir.Model.Plan;

namespace Weir.Main.Signals;

/// <summary>
/// The soft stop, proxy by proxy: each goes on for as long as its <c>grace</c> says, then lets nobody in any
/// more. A backend stops with the last frontend.
/// </summary>
internal sealed class SoftStop
{
    private readonly MasterParts _parts;
    private readonly Board _board;
    private readonly MessageLog _log;

    /// <summary>By proxy: when it stops; never: it has, or nobody wants it to.</summary>
    private Instant[] _dueAt = [];

    private bool _isScheduled; // for those without a time of their own
    private int _left;

    public SoftStop(MasterParts parts)
    {
        _parts = parts;
        _board = parts.Board;
        _log = parts.Log;
    }

    public bool IsAsked { get; private set; }

    /// <summary>No proxy is left that lets anybody in, or answers for one that does.</summary>
    public bool IsComplete => IsAsked && _left == 0;

    /// <summary>When the next proxy stops.</summary>
    public Instant NextAt
    {
        get
        {
            Instant next = Instant.Never;
            foreach (Instant due in _dueAt)
            {
                next = due < next ? due : next;
            }

            return next;
        }
    }

    /// <summary>A second wish changes nothing.</summary>
    public void Begin(Instant now)
    {
        if (IsAsked)
        {
            return;
        }

        IsAsked = true; // from here on the plan is the last one
        _dueAt = new Instant[_parts.Plan.ProxiesEnd];
        Array.Fill(_dueAt, Instant.Never);
        Instant last = now;
        foreach (ProxyPlan proxy in _parts.Plan.Proxies)
        {
            if (proxy is { Disabled: false, Frontend: not null })
            {
                long graceMs = GraceOf(proxy);
                TellOfGrace(proxy, graceMs);
                _dueAt[proxy.Id] = now.After(graceMs);
                last = _dueAt[proxy.Id] > last ? _dueAt[proxy.Id] : last;
                _left++;
            }
        }

        foreach (ProxyPlan proxy in _parts.Plan.Proxies)
        {
            if (proxy is { Disabled: false, Frontend: null })
            {
                _dueAt[proxy.Id] = last;
                _left++;
            }
        }
    }

    /// <summary>Stops those whose time has come.</summary>
    public void Advance(Instant now)
    {
        if (NextAt > now)
        {
            return;
        }

        foreach (ProxyPlan proxy in _parts.Plan.Proxies)
        {
            if (_dueAt[proxy.Id] <= now)
            {
                Stop(proxy);
            }
        }

        foreach (Child child in _parts.Family.All)
        {
            Family.Tell(child, ControlMessage.StopProxies);
        }
    }

    /// <summary>Milliseconds.</summary>
    private long GraceOf(ProxyPlan proxy)
    {
        // Who has paused it has seen to its successor: there is nobody left to warn.
        if (_board.Decided(proxy.Id).State == ProxyState.Paused)
        {
            return 0;
        }

        long own = proxy.Frontend!.GraceMs;
        return own < 0 ? _parts.Plan.Global.GraceMs : own;
    }

    private void TellOfGrace(ProxyPlan proxy, long graceMs)
    {
        if (graceMs > 0 && proxy.Frontend!.GraceMs > 0)
        {
            _log.Warning(proxy, $"Stopping proxy {proxy.Name} in {graceMs} ms.");
        }
        else if (graceMs > 0 && !_isScheduled)
        {
            _isScheduled = true;
            _log.Notice($"Scheduling a soft-stop in {graceMs} ms.");
        }
    }

    private void Stop(ProxyPlan proxy)
    {
        if (_isScheduled && proxy.Frontend is { GraceMs: < 0 })
        {
            _isScheduled = false;
            _log.Notice("Grace period expired, proceeding with soft-stop now.");
        }

        _dueAt[proxy.Id] = Instant.Never;
        _left--;
        _board.Decided(proxy.Id).State = ProxyState.Stopped;
        foreach (ListenerPlan listener in _parts.Plan.Listeners)
        {
            if (listener.Frontend == proxy)
            {
                _parts.Listeners.Close(listener);
            }
        }

        BoardSums sums = new(_board);
        _log.Warning(proxy, $"Proxy {proxy.Name} stopped (cumulated conns: "
            + $"FE: {sums.Frontend(proxy.Id).Connections}, BE: {sums.Backend(proxy.Id).Sessions}).");
    }
}
