namespace Weir.Rules.Fetches;

/// <summary>What a name in a condition stands for.</summary>
/// <param name="fetch">The row.</param>
/// <param name="match">How its samples are matched when the name says it; null: as their type is.</param>
internal sealed class FoundFetch(Fetch fetch, string? match)
{
    public Fetch Fetch { get; } = fetch;

    public string? Match { get; } = match;
}
