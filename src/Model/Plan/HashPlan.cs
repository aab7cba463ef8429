namespace Weir.Model.Plan;

/// <summary>How what a request is balanced by becomes a number, and the number a server.</summary>
/// <param name="Consistent">
/// <c>hash-type consistent</c>: a server that comes or goes moves its own keys only, and weights follow at
/// once. Otherwise <c>map-based</c>.
/// </param>
/// <param name="Function">From bytes to a number.</param>
/// <param name="Avalanche">The number is mixed once more.</param>
public sealed record HashPlan(bool Consistent, HashFunction Function, bool Avalanche)
{
    public static HashPlan Default { get; } = new(Consistent: false, HashFunction.Sdbm, Avalanche: false);

    /// <summary>
    /// <c>hash-balance-factor</c>: the most that one server may carry, in percent of the average; 0: no
    /// bound.
    /// </summary>
    public int BalanceFactor { get; init; }
}
