using System;
using System.Collections.Generic;
using Weir.Language.Reports;
using Weir.Language.Source;
using Weir.Model.Contracts;
using Weir.Model.Draft;
using Weir.Model.Plan;

namespace Weir.Model.Compile;

/// <summary>
/// What can only be judged of a section when all of it, or all of the files, has been read.
/// </summary>
internal static class ProxyChecks
{
    /// <summary>
    /// Decides what <c>listen 192.168.1.1:80</c> means: without a <c>bind</c>, and when nobody sends requests
    /// to a section of that name, the name is the address too. Nothing that works elsewhere changes its
    /// meaning by it.
    /// </summary>
    public static void TakeNameAsAddress(ProxyDraft draft, IReadOnlyList<ProxyDraft> all)
    {
        if (draft.NameAsAddress.Count == 0 || draft.Listeners.Count > 0)
        {
            return;
        }

        foreach (ProxyDraft other in all)
        {
            if (other.SendsTo(draft.Name))
            {
                return;
            }
        }

        draft.Listeners.AddRange(draft.NameAsAddress);
        draft.IsClassic = true;
    }

    /// <summary>A number stands for one section.</summary>
    public static void ReportTwins(IReadOnlyList<ProxyDraft> all, ReportList reports)
    {
        for (int i = 0; i < all.Count; i++)
        {
            for (int j = 0; j < i && all[i].IdLine is { } line; j++)
            {
                if (all[j].NumericId == all[i].NumericId)
                {
                    reports.Add(new Report(Severity.Alert, line.File, line.Number, "id",
                        $"proxy {all[i].Name} reuses same custom id as proxy {all[j].Name} "
                            + $"(declared at {all[j].Header!.Place})."));
                    break;
                }
            }
        }
    }

    public static void Report(ProxyDraft draft, ReportList reports, bool mayWarn)
    {
        if (draft.Disabled)
        {
            return;
        }

        if (draft.Mode != ProxyMode.Http && draft.Servers.Exists(static one => one.RedirectTo.Length > 0))
        {
            Add(draft, reports, Severity.Alert, $"{draft.Kind.Noun()} '{draft.Name}' : server cannot have "
                + "cookie or redirect prefix in non-HTTP mode.");
        }

        if (draft is { HasServerSide: true, IsTransparent: true, Balance: not null })
        {
            Add(draft, reports, Severity.Alert,
                $"{draft.Kind.Noun()} '{draft.Name}' cannot use both transparent and balance mode.");
        }

        if (mayWarn)
        {
            Warn(draft, reports);
        }
    }

    private static void Warn(ProxyDraft draft, ReportList reports)
    {
        string noun = draft.Kind.Noun();
        foreach (ServerDraft server in draft.Servers)
        {
            if (draft.Mode != ProxyMode.Http && server.Cookie.Length > 0)
            {
                Add(draft, reports, Severity.Warning, $"{noun} '{draft.Name}' : ignoring cookie for server "
                    + $"'{server.Name}' as HTTP mode is disabled.");
            }
        }

        if (draft.HasClientSide && draft.Listeners.Count == 0)
        {
            Add(draft, reports, Severity.Warning, $"{noun} '{draft.Name}' has no 'bind' directive.",
                "Please declare it as a backend if this was intended.");
        }

        if (draft is { HasServerSide: true, Dispatch: not null, Balance: not null })
        {
            Add(draft, reports, Severity.Warning,
                $"dispatch address of {noun} '{draft.Name}' will be ignored in balance mode.");
        }

        if (LacksTimeouts(draft))
        {
            Add(draft, reports, Severity.Warning, $"missing timeouts for {noun} '{draft.Name}'.\n"
                + "   | While not properly invalid, you will certainly encounter various problems\n"
                + "   | with such a configuration. To fix this, please ensure that all following\n"
                + "   | timeouts are set to a non-zero value: 'client', 'connect', 'server'.");
        }

        if (draft.Mode != ProxyMode.Http)
        {
            WarnHttpWords(draft, reports);
        }

        WarnTwins(draft, reports);
    }

    /// <summary>What is written in a section that relays bytes, and needs HTTP.</summary>
    private static void WarnHttpWords(ProxyDraft draft, ReportList reports)
    {
        string who = $"{draft.Kind.Noun()} '{draft.Name}'";
        if (draft.Cookie is not null && draft.HasServerSide)
        {
            Add(draft, reports, Severity.Warning, $"cookie will be ignored for {who} (needs 'mode http').");
        }

        if (draft.HasServerSide && draft.Balance is { IsForHttp: true })
        {
            Add(draft, reports, Severity.Warning, $"Layer 7 hash not possible for {who} "
                + "(needs 'mode http'). Falling back to round robin.");
        }

        if (draft.HasClientSide && draft.LogFormat is { IsHttpOption: true })
        {
            Add(draft, reports, Severity.Warning, $"'option httplog' not usable with {who} "
                + "(needs 'mode http'). Falling back to 'option tcplog'.");
        }

        if (draft.CookieCapture is not null || draft.RequestCaptures.Count > 0
            || draft.ResponseCaptures.Count > 0)
        {
            Add(draft, reports, Severity.Warning,
                $"'capture' statement ignored for {who} as it requires HTTP mode.");
        }

        if (draft.HasClientSide && draft.MonitorUri.Length > 0)
        {
            Add(draft, reports, Severity.Warning,
                $"monitor-uri will be ignored for {who} (needs 'mode http').");
        }

        if (draft.Stats is not null)
        {
            Add(draft, reports, Severity.Warning,
                $"'stats' statement ignored for {who} as it requires HTTP mode.");
        }

        if (draft.ForwardFor is not null)
        {
            Add(draft, reports, Severity.Warning,
                $"'option forwardfor' ignored for {who} as it requires HTTP mode.");
        }

        if (draft.OriginalTo is not null)
        {
            Add(draft, reports, Severity.Warning,
                $"'option originalto' ignored for {who} as it requires HTTP mode.");
        }
    }

    /// <summary>The one that is written, as far as the section's mode can follow it.</summary>
    public static BalanceAlgorithm Balance(ProxyDraft draft) =>
        draft.Balance is null || (draft.Mode != ProxyMode.Http && draft.Balance.IsForHttp)
            ? DefaultBalance(draft.Balances)
            : draft.Balance;

    /// <summary>The row called roundrobin, else the first.</summary>
    public static BalanceAlgorithm DefaultBalance(BalanceAlgorithm[] rows) =>
        Array.Find(rows, static row => row.Name == "roundrobin") ?? rows[0];

    private static bool LacksTimeouts(ProxyDraft draft)
    {
        bool lacksClients = draft.HasClientSide && draft.ClientTimeoutMs < 0;
        bool hasServers = draft.Servers.Count > 0 || draft.Dispatch is not null
            || draft.IsTransparent || draft.GoesToTarget;
        bool lacksServers = draft.HasServerSide && hasServers
            && (draft.ConnectTimeoutMs < 0 || draft.ServerTimeoutMs < 0);
        return !draft.AnswersHealth && (lacksClients || lacksServers);
    }

    private static void WarnTwins(ProxyDraft draft, ReportList reports)
    {
        Dictionary<string, ConfigLine> seen = [];
        foreach (ServerDraft server in draft.Servers)
        {
            if (!seen.TryAdd(server.Name, server.Line))
            {
                reports.Add(new Report(Severity.Warning, server.Line.File, server.Line.Number, server.Name,
                    $"{draft.Kind.Noun()} '{draft.Name}', another server named '{server.Name}' was already "
                    + $"defined at line {seen[server.Name].Number}, please use distinct names."));
            }
        }
    }

    private static void Add(
        ProxyDraft draft, ReportList reports, Severity severity, string message, string hint = "") =>
        reports.Add(new Report(severity, draft.Header!.File, draft.Header.Number, draft.Name, message, hint)
        {
            Stage = Stage.Checking,
        });
}
