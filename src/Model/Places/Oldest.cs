namespace Weir.Model.Places;

/// <summary>Who has waited longest for a server.</summary>
/// <param name="Worker">Whose waiter it is; -1: nobody waits.</param>
/// <param name="IsOwnQueue">It waits for this server alone; else for any.</param>
public readonly record struct Oldest(int Worker, bool IsOwnQueue);
