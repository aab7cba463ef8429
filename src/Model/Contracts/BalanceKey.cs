namespace Weir.Model.Contracts;

/// <summary>What a request is balanced by: a hash of some part of it, or nothing when that part is
/// missing.</summary>
/// <param name="Hash">All 32 bits count.</param>
/// <param name="Exists">False: the request has no such part.</param>
public readonly record struct BalanceKey(uint Hash, bool Exists)
{
    public static BalanceKey None => default;
}
