using Weir.Ground.Net;

namespace Weir.Model.Plan;

/// <summary>One address that a frontend listens on. Each worker has its own socket for it.</summary>
public sealed class ListenerPlan
{
    /// <summary>The same in every plan that has this address.</summary>
    public required int Id { get; init; }

    public required ProxyPlan Frontend { get; init; }

    public required IpEndpoint Address { get; init; }

    /// <summary>Length of the kernel's queue of waiting connections.</summary>
    public required int Backlog { get; init; }

    /// <summary>Where it was written: "file:line".</summary>
    public required string Source { get; init; }
}
