using System;
using Weir.Ground.Check;

namespace Weir.Rules.Balance;

/// <summary>How an order of turns is read when one server is to be passed over.</summary>
internal static class Turns
{
    /// <summary>
    /// The server at <paramref name="from"/> of a circular order, or the next one that is not
    /// <paramref name="avoid"/>; that one itself when the order knows no other.
    /// </summary>
    public static int FirstOther(ReadOnlySpan<int> order, int from, int avoid)
    {
        Must.Hold((uint)from < (uint)order.Length);
        if (order[from] != avoid)
        {
            return order[from];
        }

        int after = order[from..].IndexOfAnyExcept(avoid);
        if (after >= 0)
        {
            return order[from + after];
        }

        int before = order[..from].IndexOfAnyExcept(avoid);
        return before >= 0 ? order[before] : avoid;
    }
}
