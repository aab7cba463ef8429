using Weir.Main.Messages;
using Weir.Main.Reload;
using Weir.Model.Live;
using Weir.Model.Plan;

namespace Weir.Main.Master;

/// <summary>What signals act on.</summary>
internal sealed class MasterParts
{
    public required ConfigPlan Plan { get; init; }

    public required Board Board { get; init; }

    public required Family Family { get; init; }

    public required FormerChildren Former { get; init; }

    public required ListenerSet Listeners { get; init; }

    public required ReloadHistory Reloads { get; init; }

    public required MessageLog Log { get; init; }
}
