namespace Weir.Model.Plan.Checks;

/// <summary>Status codes from the first to the last, both included.</summary>
public readonly record struct StatusRange(int First, int Last);
