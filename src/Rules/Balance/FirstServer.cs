using System;
using Weir.Model.Contracts;
using Weir.Model.Live;
using Weir.Model.Plan;

namespace Weir.Rules.Balance;

/// <summary>
/// <c>balance first</c>: the server with the lowest numeric id that is below its <c>maxconn</c>. Weights do
/// not count.
/// </summary>
internal sealed class FirstServer : IBalancer
{
    private readonly UsableServers _usable;
    private readonly ServerLoads _loads;
    private readonly ServerPlan[] _servers;
    private readonly int[] _order;

    public FirstServer(BackendPlan backend, int proxy, Board board)
    {
        _servers = backend.Servers;
        _usable = new UsableServers(backend, proxy, board);
        _loads = new ServerLoads(backend, proxy, board);
        _order = new int[_servers.Length];
    }

    public int Pick(in BalanceInput input)
    {
        if (_usable.Refresh())
        {
            Sort();
        }

        return _loads.AnyWithRoom(_order.AsSpan(0, _usable.Positions.Length), input.Avoid);
    }

    /// <summary>By insertion: file order is nearly always the order of the ids.</summary>
    private void Sort()
    {
        ReadOnlySpan<int> positions = _usable.Positions;
        for (int i = 0; i < positions.Length; i++)
        {
            int at = i;
            for (; at > 0 && _servers[_order[at - 1]].NumericId > _servers[positions[i]].NumericId; at--)
            {
                _order[at] = _order[at - 1];
            }

            _order[at] = positions[i];
        }
    }
}
