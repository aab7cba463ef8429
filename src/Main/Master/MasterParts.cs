using Weir.Main.Capacity;
using Weir.Main.Messages;
using Weir.Main.Reload;
using Weir.Model.Live;
using Weir.Model.Plan;

namespace Weir.Main.Master;

/// <summary>What signals act on.</summary>
internal sealed class MasterParts
{
    /// <summary>The newest one.</summary>
    public required ConfigPlan Plan { get; set; }

    public required Board Board { get; init; }

    public required ProcessLimits Limits { get; init; }

    public required ChildStarter Starter { get; init; }

    public required Family Family { get; init; }

    public required FormerChildren Former { get; init; }

    public required ListenerSet Listeners { get; init; }

    public required ReloadHistory Reloads { get; init; }

    public required MessageLog Log { get; init; }
}
