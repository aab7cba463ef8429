using System;
using Weir.Ground.Time;
using Weir.Kernel.Calls;
using Weir.Main.Master;
using Weir.Main.Messages;
using Weir.Model.Live;
using Weir.Model.Plan;

namespace Weir.Main.Signals;

/// <summary>
/// TTOU and TTIN: nobody listens for a while, so that another instance can, and no descriptor is closed, so
/// that taking the ports back needs no right. A listening socket is one, whoever holds it: each worker takes
/// who waits in its own queue and ends the listening at once after that; the master lets all listen again.
/// </summary>
internal sealed class Pausing
{
    /// <summary>
    /// How long workers may take, in milliseconds. After that who waits for a busy one is reset: the ports
    /// are needed elsewhere.
    /// </summary>
    private const long AnswerMs = 500;

    private readonly MasterParts _parts;
    private readonly MessageLog _log;
    private bool[] _isPausing = []; // by proxy: told to pause, and not yet said so
    private Instant _giveUpAt = Instant.Never; // while workers are waited for
    private bool _resumeIsDue;

    public Pausing(MasterParts parts)
    {
        _parts = parts;
        _log = parts.Log;
    }

    /// <summary>When workers are waited for no longer.</summary>
    public Instant NextAt => _giveUpAt;

    /// <summary>Proxies that are paused already stay as they are.</summary>
    public void Pause(Instant now)
    {
        _resumeIsDue = false;
        Array.Resize(ref _isPausing, int.Max(_isPausing.Length, _parts.Plan.ProxiesEnd));
        bool any = false;
        foreach (ProxyPlan proxy in _parts.Plan.Proxies)
        {
            if (StateOf(proxy) == ProxyState.Serving && Listens(proxy))
            {
                StateOf(proxy) = ProxyState.Paused;
                _isPausing[proxy.Id] = true;
                any = true;
            }
        }

        if (!any)
        {
            return;
        }

        _giveUpAt = now.After(AnswerMs);
        foreach (Child worker in _parts.Family.Workers)
        {
            worker.OwesPause = worker.Runs;
            Family.Tell(worker, ControlMessage.Pause);
        }
    }

    /// <summary>Once those who pause have done so.</summary>
    public void Resume() => _resumeIsDue = true;

    /// <summary>Goes on with what was begun.</summary>
    public void Advance(Instant now)
    {
        if (!_giveUpAt.IsNever)
        {
            if (now < _giveUpAt && AnyOwes())
            {
                return;
            }

            EndPause();
        }

        if (_resumeIsDue)
        {
            _resumeIsDue = false;
            ResumeAll();
        }
    }

    /// <summary>All have answered, or are waited for no longer.</summary>
    private void EndPause()
    {
        _giveUpAt = Instant.Never;
        foreach (ProxyPlan proxy in _parts.Plan.Proxies)
        {
            if (!_isPausing[proxy.Id])
            {
                continue;
            }

            _isPausing[proxy.Id] = false;
            if (StateOf(proxy) == ProxyState.Paused) // it may have been stopped meanwhile
            {
                // The sockets of a worker that has died, or does not answer, listen still.
                ForEach(proxy, _parts.Listeners.Pause);
                _log.Warning(proxy, $"Paused {NounOf(proxy)} {proxy.Name}.");
            }
        }
    }

    private void ResumeAll()
    {
        bool isWhole = true;
        foreach (ProxyPlan proxy in _parts.Plan.Proxies)
        {
            if (StateOf(proxy) != ProxyState.Stopped)
            {
                isWhole &= Resume(proxy);
            }
        }

        if (!isWhole)
        {
            _log.Warning("Some proxies refused to resume, probably due to a conflict on a listening port. "
                + "You may want to try again after the conflicting application is stopped, otherwise a "
                + "restart might be needed to resume safe operations.");
        }

        foreach (Child worker in _parts.Family.Workers)
        {
            Family.Tell(worker, ControlMessage.Resume);
        }
    }

    /// <summary>
    /// Lets those listeners of a proxy listen that do not; one that cannot stays as it is until the next
    /// time. False when there is such a one.
    /// </summary>
    private bool Resume(ProxyPlan proxy)
    {
        int resumed = 0;
        int failed = 0;
        ForEach(proxy, listener =>
        {
            if (_parts.Listeners.Listens(listener))
            {
                return;
            }

            int error = _parts.Listeners.Resume(listener);
            resumed += error == 0 ? 1 : 0;
            failed += error == 0 ? 0 : 1;
            if (error < 0)
            {
                _log.Alert(proxy, $"Cannot resume {NounOf(proxy)} {proxy.Name}: cannot listen at "
                    + $"[{listener.Address}:{listener.Address.Port}] ({Errno.Text(-error)}).");
            }
        });
        if (resumed > 0)
        {
            StateOf(proxy) = ProxyState.Serving;
            _log.Warning(proxy, $"Resumed {NounOf(proxy)} {proxy.Name}.");
        }

        return failed == 0;
    }

    private bool Listens(ProxyPlan proxy)
    {
        bool any = false;
        ForEach(proxy, listener => any |= _parts.Listeners.Listens(listener));
        return any;
    }

    private bool AnyOwes()
    {
        foreach (Child worker in _parts.Family.Workers)
        {
            if (worker.Runs && worker.OwesPause)
            {
                return true;
            }
        }

        return false;
    }

    private ref ProxyState StateOf(ProxyPlan proxy) => ref _parts.Board.Decided(proxy.Id).State;

    private void ForEach(ProxyPlan proxy, Action<ListenerPlan> act)
    {
        foreach (ListenerPlan listener in _parts.Plan.Listeners)
        {
            if (listener.Frontend == proxy)
            {
                act(listener);
            }
        }
    }

    private static string NounOf(ProxyPlan proxy) => proxy.Backend is null ? "frontend" : "proxy";
}
