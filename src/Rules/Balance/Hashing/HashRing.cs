using System;
using Weir.Ground.Check;
using Weir.Model.Plan;

namespace Weir.Rules.Balance.Hashing;

/// <summary>
/// <c>hash-type consistent</c>: each server stands at 16 places per unit of weight on a circle of 2^32,
/// places that depend on its numeric id alone; a hash belongs to the nearest place.
/// </summary>
/// <remarks>
/// <code>
/// 0 ----B--A---------C-A------B---- 2^32        one entry: place in the high half, server in the low one
/// </code>
/// So a server that goes leaves its places to its neighbours, and nothing else moves.
/// </remarks>
internal sealed class HashRing(ServerPlan[] servers)
{
    private const int PlacesPerWeight = 16;

    /// <summary>More than the places of the greatest weight: no two servers share a place's number.</summary>
    private const int PlacesPerServer = 16 * 256;

    private ulong[] _entries = [];
    private int _count;

    public int Count => _count;

    /// <summary>Allocates only when there are more places than ever before.</summary>
    public void Build(ReadOnlySpan<int> positions, ReadOnlySpan<int> weights)
    {
        Must.Hold(positions.Length == weights.Length);
        _count = 0;
        int needed = 0;
        foreach (int weight in weights)
        {
            needed += weight * PlacesPerWeight;
        }

        if (_entries.Length < needed)
        {
            _entries = new ulong[needed];
        }

        for (int i = 0; i < positions.Length; i++)
        {
            uint first = (uint)servers[positions[i]].NumericId * PlacesPerServer;
            for (uint place = 0; place < weights[i] * PlacesPerWeight; place++)
            {
                _entries[_count++] = ((ulong)KeyHash.Mix(first + place) << 32) | (uint)positions[i];
            }
        }

        Must.Hold(_count == needed);
        _entries.AsSpan(0, _count).Sort();
    }

    /// <summary>The entry nearest to a hash; not called on an empty ring.</summary>
    public int Nearest(uint hash)
    {
        Must.Hold(_count > 0);
        int after = FirstAtOrAfter(hash);
        int next = after == _count ? 0 : after;
        int previous = after == 0 ? _count - 1 : after - 1;
        uint ahead = PlaceOf(next) - hash; // modulo 2^32: the circle closes
        uint behind = hash - PlaceOf(previous);
        return ahead <= behind ? next : previous;
    }

    public int Next(int entry) => entry + 1 == _count ? 0 : entry + 1;

    /// <summary>Position of the server that stands there.</summary>
    public int ServerAt(int entry) => (int)(uint)_entries[entry];

    private uint PlaceOf(int entry) => (uint)(_entries[entry] >> 32);

    private int FirstAtOrAfter(uint hash)
    {
        int low = 0;
        int high = _count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (PlaceOf(middle) < hash)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
