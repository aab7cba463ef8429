using System;
using System.Collections.Generic;
using Weir.Language.Reports;
using Weir.Model.Draft;
using Weir.Model.Plan;

namespace Weir.Model.Compile.Checks;

/// <summary>Finds the servers that others track (<c>track</c>), once every server has its plan.</summary>
internal sealed class Tracking
{
    private readonly ReportList _reports;
    private readonly HashSet<string> _backends = [];
    private readonly Dictionary<string, ServerPlan> _byName = [];
    private readonly Dictionary<ServerPlan, ServerDraft> _drafts = [];
    private readonly List<ServerPlan> _trackers = [];

    public Tracking(IReadOnlyList<ProxyDraft> drafts, IReadOnlyList<ProxyPlan> proxies, ReportList reports)
    {
        _reports = reports;
        for (int at = 0; at < drafts.Count; at++)
        {
            if (proxies[at] is { Backend: { } backend, Disabled: false })
            {
                _backends.Add(proxies[at].Name);
                AddServers(drafts[at].Servers, backend);
            }
        }
    }

    public void Link()
    {
        foreach (ServerPlan plan in _trackers)
        {
            Link(plan, _drafts[plan]);
        }

        foreach (ServerPlan plan in _trackers)
        {
            if (plan.Tracks is not null)
            {
                Check(plan);
            }
        }
    }

    private void AddServers(List<ServerDraft> drafts, BackendPlan backend)
    {
        for (int i = 0; i < drafts.Count; i++)
        {
            ServerPlan plan = backend.Servers[i];
            _drafts.Add(plan, drafts[i]);
            _byName.TryAdd($"{drafts[i].Proxy.Name}/{plan.Name}", plan);
            if (drafts[i].Tracks.Length > 0)
            {
                _trackers.Add(plan);
            }
        }
    }

    private void Link(ServerPlan plan, ServerDraft draft)
    {
        int slash = draft.Tracks.IndexOf('/', StringComparison.Ordinal);
        string proxy = slash < 0 ? draft.Proxy.Name : draft.Tracks[..slash];
        string name = draft.Tracks[(slash + 1)..];
        if (!_backends.Contains(proxy))
        {
            Refuse(draft, $"unable to find required proxy '{proxy}' for tracking.");
        }
        else if (!_byName.TryGetValue($"{proxy}/{name}", out ServerPlan? tracked))
        {
            Refuse(draft, $"unable to find required server '{name}' for tracking.");
        }
        else if (draft.Check)
        {
            Refuse(draft, "unable to enable checks and tracking at the same time!");
        }
        else if (IsInChain(plan, tracked))
        {
            Refuse(draft, $"unable to track {NameOf(tracked)} as it belongs to a tracking chain looping "
                + $"back to {NameOf(plan)}.");
        }
        else
        {
            plan.Tracks = tracked;
            plan.TracksName = NameOf(tracked);
        }
    }

    private static bool IsInChain(ServerPlan sought, ServerPlan? first)
    {
        for (ServerPlan? next = first; next is not null; next = next.Tracks)
        {
            if (ReferenceEquals(next, sought))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Somebody must know how the server at the end of the chain is.</summary>
    private void Check(ServerPlan plan)
    {
        ServerPlan last = plan;
        while (last.Tracks is not null)
        {
            last = last.Tracks;
        }

        ServerDraft draft = _drafts[plan];
        if (last.Check is null)
        {
            Refuse(draft, $"unable to use {NameOf(last)} for tracking as it does not have any check nor "
                + "agent enabled.");
        }
        else if (draft.Proxy.Check.StopsOn404 != _drafts[last].Proxy.Check.StopsOn404)
        {
            Refuse(draft, $"unable to use {NameOf(last)} for tracking: disable-on-404 option inconsistency.");
        }
    }

    private string NameOf(ServerPlan server) => $"{_drafts[server].Proxy.Name}/{server.Name}";

    private void Refuse(ServerDraft server, string message) => _reports.Add(
        new Report(
            Severity.Alert, server.Line.File, server.Line.Number, server.Name,
            $"'server {server.Proxy.Name}/{server.Name}' : {message}")
        {
            Stage = Stage.Checking,
        });
}
