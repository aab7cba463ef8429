using System;
using Weir.Ground.Check;

namespace Weir.Rules.Balance.Hashing;

/// <summary>
/// <c>hash-balance-factor</c>: how many requests each server may carry at one time.
/// </summary>
/// <remarks>
/// With the request at hand there are T requests; ceil(T * factor / 100) places are shared out by weight:
/// server i gets those between the marks of the weights before it and with it, so that the shares are whole
/// and add up exactly. One place at least. As the factor is over 100 there are more places than requests:
/// somebody has one.
/// </remarks>
internal sealed class LoadBound(int factor, ServerLoads loads, int servers)
{
    private readonly int[] _before = new int[servers];
    private readonly int[] _weights = new int[servers];
    private int _sum;

    public bool IsSet => factor > 0;

    /// <summary>Takes over the usable servers' weights.</summary>
    public void Build(ReadOnlySpan<int> positions, ReadOnlySpan<int> weights)
    {
        Must.Hold(positions.Length == weights.Length && positions.Length <= _weights.Length);
        _sum = 0;
        for (int i = 0; i < positions.Length; i++)
        {
            _before[positions[i]] = _sum;
            _weights[positions[i]] = weights[i];
            _sum += weights[i];
        }
    }

    /// <summary>All places for the requests that there are, and one more.</summary>
    public long Places(ReadOnlySpan<int> positions)
    {
        long requests = 1;
        foreach (int position in positions)
        {
            requests += loads.HeldBy(position);
        }

        return ((requests * factor) + 99) / 100;
    }

    /// <summary>The server carries less than its share of <paramref name="places"/>.</summary>
    public bool Allows(int position, long places)
    {
        long upTo = places * (_before[position] + _weights[position]) / _sum;
        long from = places * _before[position] / _sum;
        return loads.HeldBy(position) < Math.Max(1, upTo - from);
    }
}
