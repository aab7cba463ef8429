using System;
using Weir.Control.Stats.Columns;
using Weir.Ground.Time;
using Weir.Model.Plan;

namespace Weir.Control.Stats.Pages;

/// <summary>
/// One answer that walks over all lines: of each proxy that is shown its frontend, its servers, its backend.
/// It keeps nothing but where it stands, so a reader that is slow costs no memory, and sees each line as it
/// was when it was made.
/// </summary>
internal abstract class StatPage
{
    private Step _step;
    private int _proxy;
    private int _server;

    /// <param name="plan">The configuration; kept to the end, whatever comes after it.</param>
    /// <param name="rules">What may be shown.</param>
    /// <param name="line">Lent for each piece.</param>
    protected StatPage(ConfigPlan plan, StatsPlan rules, StatLine line)
    {
        Plan = plan;
        Rules = rules;
        Line = line;
    }

    private enum Step
    {
        Head,
        Proxy,
        Servers,
        Backend,
        Foot,
        Over,
    }

    protected ConfigPlan Plan { get; }

    protected StatsPlan Rules { get; }

    protected StatLine Line { get; }

    /// <summary>Servers that are down are left out.</summary>
    protected bool HidesDown { get; init; }

    /// <summary>The numeric id of the only proxy that is shown; -1: all are.</summary>
    public int OnlyProxy { get; init; } = -1;

    /// <summary>Lines of these kinds are shown.</summary>
    public StatKinds OnlyKinds { get; init; } = StatKinds.All;

    /// <summary>The numeric id of the only server that is shown of each backend; -1: all are.</summary>
    public int OnlyServer { get; init; } = -1;

    /// <summary>Adds the next piece; false: there is none, the page is whole.</summary>
    public bool Next(StatText into, Instant now)
    {
        Line.Begin(Plan, Rules.ShowsLegends, now);
        switch (_step)
        {
            case Step.Head:
                AddHead(into);
                _step = Step.Proxy;
                return true;
            case Step.Proxy:
                BeginProxy(into);
                return true;
            case Step.Servers:
                TakeServer(into);
                return true;
            case Step.Backend:
                EndProxy(into);
                return true;
            case Step.Foot:
                AddFoot(into);
                _step = Step.Over;
                return true;
            default:
                return false;
        }
    }

    protected abstract void AddHead(StatText into);

    protected abstract void AddProxy(StatText into, ProxyPlan proxy);

    /// <summary>Adds the line that <see cref="Line"/> has taken.</summary>
    protected abstract void AddLine(StatText into);

    protected abstract void AddProxyEnd(StatText into);

    protected abstract void AddFoot(StatText into);

    private void BeginProxy(StatText into)
    {
        while (_proxy < Plan.Proxies.Length && !IsShown(Plan.Proxies[_proxy]))
        {
            _proxy++;
        }

        if (_proxy == Plan.Proxies.Length)
        {
            _step = Step.Foot;
            return;
        }

        ProxyPlan proxy = Plan.Proxies[_proxy];
        AddProxy(into, proxy);
        if (proxy.Frontend is not null && (OnlyKinds & StatKinds.Frontend) != 0)
        {
            Line.TakeFrontend(proxy);
            AddLine(into);
        }

        _server = 0;
        _step = Step.Servers;
    }

    private void TakeServer(StatText into)
    {
        ProxyPlan proxy = Plan.Proxies[_proxy];
        ServerPlan[] servers = proxy.Backend?.Servers ?? [];
        if (_server == servers.Length)
        {
            _step = Step.Backend;
            return;
        }

        ServerPlan server = servers[_server++];
        bool isLeftOut = (OnlyKinds & StatKinds.Server) == 0
            || (OnlyServer >= 0 && server.NumericId != OnlyServer);
        if (isLeftOut || server.Index == proxy.Backend!.DispatchAt) // the last: no name, and no server
        {
            return;
        }

        Line.TakeServer(proxy, server);
        if (!HidesDown || !Line.Status.StartsWith("DOWN"u8))
        {
            AddLine(into);
        }
    }

    private void EndProxy(StatText into)
    {
        ProxyPlan proxy = Plan.Proxies[_proxy];
        if (proxy.Backend is not null && (OnlyKinds & StatKinds.Backend) != 0)
        {
            Line.TakeBackend(proxy);
            AddLine(into);
        }

        AddProxyEnd(into);
        _proxy++;
        _step = Step.Proxy;
    }

    private bool IsShown(ProxyPlan proxy) =>
        !proxy.Disabled && Rules.Shows(proxy) && (OnlyProxy < 0 || OnlyProxy == proxy.NumericId);
}
