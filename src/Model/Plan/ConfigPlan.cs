namespace Weir.Model.Plan;

/// <summary>
/// A whole configuration, checked and fixed: all that the byte path and the keeper read. Never changed after
/// it was made.
/// </summary>
public sealed class ConfigPlan
{
    public required GlobalPlan Global { get; init; }

    /// <summary>Every proxy, its index equal to its <see cref="ProxyPlan.Id"/>.</summary>
    public required ProxyPlan[] Proxies { get; init; }

    /// <summary>Every address to listen on, its index equal to its <see cref="ListenerPlan.Id"/>.</summary>
    public required ListenerPlan[] Listeners { get; init; }

    /// <summary>
    /// Every server of every backend, its index equal to its <see cref="ServerPlan.Id"/> and to its record on
    /// the board.
    /// </summary>
    public required ServerPlan[] Servers { get; init; }
}
