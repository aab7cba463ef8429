using System;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Relay.Dispatch;
using Weir.Relay.Log;

namespace Weir.Relay.Plans;

/// <summary>
/// One configuration at work in one worker: what its streams go by from their first byte to their log line,
/// whatever has come after it. Proxies are found by their ids, which mean the same in every plan.
/// </summary>
internal sealed class PlanAtWork
{
    private readonly ProxyPlan?[] _proxies;
    private readonly BackendRuntime?[] _backends;

    /// <summary>
    /// Reads the board and opens nothing; may be done on another thread than the loop's.
    /// </summary>
    public PlanAtWork(ConfigPlan plan, Board board, int pid)
    {
        Plan = plan;
        _proxies = new ProxyPlan?[plan.ProxiesEnd];
        foreach (ProxyPlan proxy in plan.Proxies)
        {
            _proxies[proxy.Id] = proxy;
        }

        _backends = BackendRuntime.ForAll(plan, board);
        Log = new AccessLog(plan, pid);
    }

    public ConfigPlan Plan { get; }

    /// <summary>Which of the master's plans it is.</summary>
    public uint Generation { get; init; }

    /// <summary>Client connections that all workers together may hold; 0: no such limit.</summary>
    public int BoxMax { get; init; }

    /// <summary>What streams hold of it; given by <see cref="PlansAtWork"/>.</summary>
    public ushort Number { get; set; }

    /// <summary>Who goes by it: streams, and addresses that only this plan names, with clients.</summary>
    public int Uses { get; set; }

    /// <summary>Its lines go where its frontends say.</summary>
    public AccessLog Log { get; }

    /// <summary>By proxy id; null for a frontend, and for what this plan does not have.</summary>
    public ReadOnlySpan<BackendRuntime?> Backends => _backends;

    public ProxyPlan ProxyOf(int id) => _proxies[id]!;

    /// <summary>Null when the proxy is none of this plan, is disabled, or only a frontend.</summary>
    public BackendRuntime? BackendOf(int id) => (uint)id < (uint)_backends.Length ? _backends[id] : null;
}
