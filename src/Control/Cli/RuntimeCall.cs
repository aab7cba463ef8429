using Weir.Control.Orders;
using Weir.Control.Stats.Columns;
using Weir.Model.Plan;

namespace Weir.Control.Cli;

/// <summary>What a command sees and acts on.</summary>
internal sealed class RuntimeCall
{
    /// <summary>Who gives it.</summary>
    public required RuntimeSession Session { get; init; }

    public required KeeperSetup Setup { get; init; }

    /// <summary>What is served now.</summary>
    public required ConfigPlan Plan { get; init; }

    /// <summary>What can be done with servers.</summary>
    public required ServerOrders Orders { get; init; }

    public required Moment When { get; init; }

    /// <summary>Lent for pages.</summary>
    public required StatLine Line { get; init; }
}
