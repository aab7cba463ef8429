using System.Collections.Generic;
using Weir.Model.Live;
using Weir.Model.Plan;

namespace Weir.Main.Reload;

/// <summary>What is known of servers, from one board to the next by their names.</summary>
internal static class ServerStates
{
    public static void Leave(ConfigPlan plan, Board board, Handover next)
    {
        foreach (ProxyPlan proxy in plan.Proxies)
        {
            foreach (ServerPlan server in proxy.Backend?.Servers ?? [])
            {
                next.Servers.Add(new KeptServer($"{proxy.Name}/{server.Name}", board.Server(server.Id)));
            }
        }
    }

    /// <summary>
    /// Servers that are still checked stay as up or down as they were; the weight is the configured one.
    /// </summary>
    public static void Take(Handover left, ConfigPlan plan, Board board)
    {
        Dictionary<string, ServerRecord> known = [];
        foreach (KeptServer one in left.Servers)
        {
            known[one.Name] = one.Record;
        }

        foreach (ProxyPlan proxy in plan.Proxies)
        {
            foreach (ServerPlan server in proxy.Backend?.Servers ?? [])
            {
                if (server.Check is not null
                    && known.TryGetValue($"{proxy.Name}/{server.Name}", out ServerRecord record))
                {
                    ref ServerRecord own = ref board.Server(server.Id);
                    record.Weight = own.Weight;
                    record.ConfiguredWeight = own.ConfiguredWeight;
                    record.Asked = own.Asked;
                    own = record;
                }
            }
        }
    }
}
