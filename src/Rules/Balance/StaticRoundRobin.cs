using System;
using Weir.Model.Contracts;
using Weir.Model.Live;
using Weir.Model.Plan;

namespace Weir.Rules.Balance;

/// <summary>
/// <c>balance static-rr</c>: one ticket per pick from the board, looked up in the map of the configured
/// weights.
/// </summary>
internal sealed class StaticRoundRobin(BackendPlan backend, int proxy, Board board) : IBalancer
{
    private readonly UsableServers _usable = new(backend, proxy, board, WeightSource.Configured);
    private readonly ServerLoads _loads = new(backend, proxy, board);
    private readonly WeightMap _map = new();

    public int Pick(in BalanceInput input)
    {
        if (_usable.Refresh())
        {
            _map.Build(_usable.Positions, _usable.Weights);
        }

        int any = _loads.AnyWithRoom(_usable.Positions, input.Avoid);
        if (_usable.Positions.Length <= 1 || any < 0)
        {
            // Nothing to take turns for, or all are full: the shared line is left alone.
            return any;
        }

        ReadOnlySpan<int> slots = _map.Slots;
        for (int tries = 0; tries < _usable.Positions.Length; tries++)
        {
            // A server without room has its turn and is passed over.
            ulong turn = board.TakeTicket(proxy) - _usable.Start;
            int server = Turns.FirstOther(slots, (int)(turn % (uint)slots.Length), input.Avoid);
            if (_loads.HasRoom(server))
            {
                return server;
            }
        }

        return any;
    }
}
