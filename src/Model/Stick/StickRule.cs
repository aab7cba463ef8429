using Weir.Model.Contracts.Rules;

namespace Weir.Model.Stick;

/// <summary>One of the <c>stick</c> lines of a backend.</summary>
public sealed class StickRule
{
    /// <summary>The server that the table tells is used.</summary>
    public required bool Matches { get; init; }

    /// <summary>The server that is used in the end is told to the table.</summary>
    public required bool Stores { get; init; }

    /// <summary>It is run on the response.</summary>
    public bool IsOfResponse { get; init; }

    /// <summary>Takes what the client is known by: a key of the table, as bytes.</summary>
    public required IStickKey Key { get; init; }

    /// <summary>Null: always.</summary>
    public required ICondition? Condition { get; init; }

    /// <summary>Set when every proxy has its plan; a configuration that lacks it is not used.</summary>
    public StickTablePlan? Table { get; set; }
}
