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
        ProxyDraft draft, ProxyPlan proxy, IReadOnlyList<ProxyPlan> proxies, GlobalPlan global)
    {
        if (draft.FullConn > 0)
        {
            return draft.FullConn;
        }

        if (draft.IsClassic)
        {
            return int.Max(1, ClientsOf(proxy, global));
        }

        long clients = 0;
        foreach (ProxyPlan other in proxies)
        {
            clients += other.Frontend?.DefaultBackend == proxy ? ClientsOf(other, global) : 0;
        }

        return (int)long.Clamp((clients + 9) / 10, 1, int.MaxValue);
    }

    private static int ClientsOf(ProxyPlan proxy, GlobalPlan global) =>
        proxy.Frontend is { MaxConn: > 0 } frontend ? frontend.MaxConn : global.MaxConn;
}
