using System;
using System.Collections.Generic;

namespace Weir.Model.Compile;

/// <summary>
/// The numeric ids (<c>id</c>) of proxies, of a frontend's listeners and of a backend's servers: two
/// balancers on which those of servers are the same hash alike.
/// </summary>
internal static class NumericIds
{
    /// <summary>
    /// Numbers those that chose none (0): each with its position, or the next number that is neither
    /// claimed by an <c>id</c> nor given to one before it.
    /// </summary>
    /// <param name="all">In the order of the file.</param>
    /// <param name="idOf">The number that one has; 0: none.</param>
    /// <param name="number">Gives it one.</param>
    /// <param name="first">The number of the first position.</param>
    public static void Complete<T>(
        IReadOnlyList<T> all, Func<T, int> idOf, Action<T, int> number, int first = 1)
    {
        HashSet<int> taken = [];
        foreach (T one in all)
        {
            taken.Add(idOf(one));
        }

        int next = first;
        foreach (T one in all)
        {
            if (idOf(one) == 0)
            {
                while (!taken.Add(next))
                {
                    next++;
                }

                number(one, next);
            }

            next++; // one with an id of its own moves those after it, as its position does (2.6)
        }
    }
}
