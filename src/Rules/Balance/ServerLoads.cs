using System;
using System.Threading;
using Weir.Model.Contracts;
using Weir.Model.Live;
using Weir.Model.Places;
using Weir.Model.Plan;

namespace Weir.Rules.Balance;

/// <summary>What a backend's servers carry over all workers, and whether they have room for more.</summary>
internal sealed class ServerLoads(BackendPlan backend, int proxy, Board board)
{
    private readonly ServerLimits _limits = new(backend, proxy, board);

    /// <summary>The server at a position may be given a newcomer now.</summary>
    public bool HasRoom(int position) => !_limits.Any || !_limits.IsFull(position);

    /// <summary>
    /// The first of <paramref name="positions"/> that has room, <paramref name="avoid"/> last;
    /// <see cref="IBalancer.Nobody"/> of none, <see cref="IBalancer.NoRoom"/> when all are full.
    /// </summary>
    public int AnyWithRoom(ReadOnlySpan<int> positions, int avoid)
    {
        int last = positions.IsEmpty ? IBalancer.Nobody : IBalancer.NoRoom;
        foreach (int position in positions)
        {
            if (!HasRoom(position))
            {
                continue;
            }

            if (position != avoid)
            {
                return position;
            }

            last = position;
        }

        return last;
    }

    /// <summary>Requests that hold the server now.</summary>
    public int HeldBy(int position) => _limits.Held(position);

    /// <summary>Those, and the ones that wait for it.</summary>
    public int CarriedBy(int position) => _limits.Held(position) + _limits.Waiting(position);

    /// <summary>When the server's load last changed, in the backend's count of such changes.</summary>
    public ulong TouchedAt(int position) =>
        Volatile.Read(ref board.Places.Server(backend.Servers[position].Id).TouchedAt);
}
