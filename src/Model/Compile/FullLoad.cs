using System.Collections.Generic;
using Weir.Model.Draft;
using Weir.Model.Plan;

namespace Weir.Model.Compile;

/// <summary>The load at which a backend's servers are given their full <c>maxconn</c>.</summary>
internal static class FullLoad
{
    /// <summary>
    /// <c>fullconn</c> as written. Else, where the address stands on the section's first line, its own
    /// <c>maxconn</c>, as the Architecture Guide has it (section 7); elsewhere a tenth of what the frontends
    /// that lead there may hold (manual, <c>fullconn</c>). At least 1.
    /// </summary>
    public static int Of(
        int own, IReadOnlyList<ProxyDraft> drafts, IReadOnlyList<ProxyPlan> proxies, GlobalPlan global)
    {
        ProxyDraft draft = drafts[own];
        ProxyPlan proxy = proxies[own];
        if (draft.FullConn > 0)
        {
            return draft.FullConn;
        }

        if (draft.IsClassic)
        {
            return int.Max(1, ClientsOf(proxy, global));
        }

        long clients = 0;
        for (int i = 0; i < proxies.Count; i++)
        {
            bool leadsHere = proxies[i].Frontend is { } frontend
                && (frontend.DefaultBackend == proxy || drafts[i].Rules.Targets.Contains(proxy.Name));
            clients += leadsHere ? ClientsOf(proxies[i], global) : 0;
        }

        return (int)long.Clamp((clients + 9) / 10, 1, int.MaxValue);
    }

    private static int ClientsOf(ProxyPlan proxy, GlobalPlan global) =>
        proxy.Frontend is { MaxConn: > 0 } frontend ? frontend.MaxConn : global.MaxConn;
}
