using System;
using Weir.Model.Contracts;
using Weir.Model.Live;
using Weir.Model.Plan;

namespace Weir.Rules.Balance;

/// <summary>
/// <c>balance roundrobin</c>: one ticket per pick from the board, looked up in a schedule that every worker
/// computes alike. So the order is the documented one whichever worker accepts, and the share of each server
/// is exact.
/// </summary>
internal sealed class RoundRobin(BackendPlan backend, int proxy, Board board) : IBalancer
{
    private readonly UsableServers _usable = new(backend, proxy, board);
    private readonly ServerLoads _loads = new(backend, proxy, board);
    private readonly RoundRobinSchedule _schedule = new();

    public int Pick(in BalanceInput input)
    {
        if (_usable.Refresh())
        {
            _schedule.Build(_usable.Positions, _usable.Weights);
        }

        ReadOnlySpan<int> usable = _usable.Positions;
        int any = _loads.AnyWithRoom(usable, input.Avoid);
        if (usable.Length <= 1 || any < 0)
        {
            // Nothing to take turns for, or all are full: the shared line is left alone.
            return any;
        }

        for (int tries = 0; tries < usable.Length; tries++)
        {
            // The ticket is taken after the version was read, so it is never older than the schedule. A
            // server without room has its turn and is passed over.
            ulong turn = board.TakeTicket(proxy) - _usable.Start;
            int server = _schedule.At(turn, input.Avoid);
            if (_loads.HasRoom(server))
            {
                return server;
            }
        }

        return any;
    }
}
