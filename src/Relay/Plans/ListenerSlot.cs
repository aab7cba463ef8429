using Weir.Ground.Net;
using Weir.Model.Plan;

namespace Weir.Relay.Plans;

/// <summary>
/// One address that this worker listens on, and what its clients are served by: both the listening socket and
/// its clients find their frontend here, so that all of them see a new plan at once. One that no plan names
/// any more stays until its last client has left; then it is free for another address.
/// </summary>
internal sealed class ListenerSlot
{
    /// <summary>The listening socket; -1: there is none, or no longer.</summary>
    public int Descriptor { get; set; } = -1;

    /// <summary>The listener's number in the plans that have it; -1: the newest has it no longer.</summary>
    public int Listener { get; set; } = -1;

    public IpEndpoint Address { get; set; }

    /// <summary>Whose clients come here.</summary>
    public required ProxyPlan Frontend { get; set; }

    /// <summary>Where <see cref="Frontend"/> is from: streams that begin here go by it.</summary>
    public required PlanAtWork Plan { get; set; }

    /// <summary>Client connections that came here.</summary>
    public int Clients { get; set; }

    public bool IsFree => Descriptor < 0 && Listener < 0 && Clients == 0;
}
