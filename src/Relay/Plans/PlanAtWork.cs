using System;
using Weir.Ground.Check;
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
    /// Reads the board and opens log targets; may be done on another thread than the loop's.
    /// </summary>
    public PlanAtWork(ConfigPlan plan, Board board, int pid)
    {
        Plan = plan;
        _proxies = new ProxyPlan?[plan.ProxiesEnd];
        foreach (ProxyPlan proxy in plan.Proxies)
        {
            Must.Hold(_proxies[proxy.Id] is null);
            _proxies[proxy.Id] = proxy;
        }

        _backends = BackendRuntime.ForAll(plan, board);
        Log = new AccessLog(plan, pid);
    }

    public ConfigPlan Plan { get; }

    /// <summary>What streams hold of it.</summary>
    public ushort Number { get; set; }

    /// <summary>Its lines go where its frontends say.</summary>
    public AccessLog Log { get; }

    /// <summary>By proxy id; null for a frontend, and for what this plan does not have.</summary>
    public ReadOnlySpan<BackendRuntime?> Backends => _backends;

    public ProxyPlan ProxyOf(int id) => _proxies[id]!;

    /// <summary>Null when the proxy is none of this plan, is disabled, or only a frontend.</summary>
    public BackendRuntime? BackendOf(int id) => (uint)id < (uint)_backends.Length ? _backends[id] : null;
}
