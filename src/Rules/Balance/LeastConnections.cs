using System;
using Weir.Model.Contracts;
using Weir.Model.Live;
using Weir.Model.Plan;

namespace Weir.Rules.Balance;

/// <summary>
/// <c>balance leastconn</c>: the server that carries the least for its weight, over all workers; among equals
/// the one whose load has not changed for the longest time.
/// </summary>
/// <remarks>
/// Every usable server's load is read at each pick: a few cache lines for a usual farm. Loads of equal
/// servers change with every request, so an order kept between picks would be wrong as often as it is used.
/// </remarks>
internal sealed class LeastConnections(BackendPlan backend, int proxy, Board board) : IBalancer
{
    private readonly UsableServers _usable = new(backend, proxy, board);
    private readonly ServerLoads _loads = new(backend, proxy, board);

    public bool ReadsLoads => true;

    public int Pick(in BalanceInput input)
    {
        _usable.Refresh();
        ReadOnlySpan<int> positions = _usable.Positions;
        Candidate best = default;
        int chosen = IBalancer.Nobody;
        for (int i = 0; i < positions.Length; i++)
        {
            if (positions[i] == input.Avoid || !_loads.HasRoom(positions[i]))
            {
                continue;
            }

            Candidate candidate = new(
                _loads.CarriedBy(positions[i]), _usable.Weights[i], _loads.TouchedAt(positions[i]));
            if (chosen < 0 || candidate.IsBefore(in best))
            {
                best = candidate;
                chosen = positions[i];
            }
        }

        return chosen >= 0 ? chosen : _loads.AnyWithRoom(positions, input.Avoid);
    }

    /// <summary>
    /// An idle server counts 0, a busy one what it would carry with one request more, per unit of weight: so
    /// heavier servers get their share of few connections too (as 2.6 does).
    /// </summary>
    private readonly record struct Candidate(int Requests, int Weight, ulong TouchedAt)
    {
        private long Burden => Requests <= 0 ? 0 : Requests + 1;

        public bool IsBefore(in Candidate other)
        {
            long own = Burden * other.Weight;
            long its = other.Burden * Weight;
            return own < its || (own == its && TouchedAt < other.TouchedAt);
        }
    }
}
