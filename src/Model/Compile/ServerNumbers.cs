using System.Collections.Generic;
using Weir.Model.Draft;

namespace Weir.Model.Compile;

/// <summary>
/// The numeric ids of a backend's servers (<c>id</c>): two balancers on which they are the same hash alike.
/// </summary>
internal static class ServerNumbers
{
    /// <summary>
    /// Numbers the servers that chose none: each with its position, from 1, or the next number that is
    /// neither claimed by an <c>id</c> nor given to one before it.
    /// </summary>
    public static void Complete(IReadOnlyList<ServerDraft> servers)
    {
        HashSet<int> taken = [];
        foreach (ServerDraft server in servers)
        {
            taken.Add(server.NumericId);
        }

        int next = 1;
        foreach (ServerDraft server in servers)
        {
            if (server.NumericId == 0)
            {
                while (!taken.Add(next))
                {
                    next++;
                }

                server.NumericId = next;
            }

            next++; // a server with an id of its own moves those after it, as its position does (2.6)
        }
    }
}
