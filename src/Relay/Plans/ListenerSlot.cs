using Weir.Ground.Net;
using Weir.Model.Plan;

namespace Weir.Relay.Plans;

/// <summary>
/// One address that this worker listens on, and what its clients are served by: both the listening socket and
/// its clients find their frontend here, so that all of them see a new plan at once.
/// </summary>
internal sealed class ListenerSlot
{
    /// <summary>The listening socket; -1: there is none, or no longer.</summary>
    public int Descriptor { get; set; } = -1;

    public required IpEndpoint Address { get; init; }

    /// <summary>Whose clients come here.</summary>
    public required ProxyPlan Frontend { get; set; }

    /// <summary>Where <see cref="Frontend"/> is from: streams that begin here go by it.</summary>
    public required PlanAtWork Plan { get; set; }
}
