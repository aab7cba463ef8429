using System;
using Weir.Model.Contracts;
using Weir.Model.Live;
using Weir.Model.Plan;

namespace Weir.Rules.Balance.Hashing;

/// <summary>
/// From a key to its server, by the map or by the ring (<c>hash-type</c>). Requests without a key take turns.
/// </summary>
internal sealed class KeyedServers
{
    private readonly int _proxy;
    private readonly Board _board;
    private readonly UsableServers _usable;
    private readonly ServerLoads _loads;
    private readonly LoadBound _bound;
    private readonly WeightMap _map = new();
    private readonly HashRing? _ring;
    private bool _isMapOld;

    public KeyedServers(BackendPlan backend, int proxy, Board board)
    {
        _proxy = proxy;
        _board = board;
        bool isConsistent = backend.Hash.Consistent;
        _usable = new UsableServers(
            backend, proxy, board, isConsistent ? WeightSource.Live : WeightSource.Configured);
        _loads = new ServerLoads(backend, proxy, board);
        _bound = new LoadBound(isConsistent ? backend.Hash.BalanceFactor : 0, _loads, backend.Servers.Length);
        _ring = isConsistent ? new HashRing(backend.Servers) : null;
    }

    public bool ReadsLoads => _bound.IsSet;

    /// <summary>As <see cref="IBalancer.Pick"/>.</summary>
    public int Of(BalanceKey key, int avoid)
    {
        if (_usable.Refresh())
        {
            _isMapOld = true;
            _ring?.Build(_usable.Positions, _usable.Weights);
            _bound.Build(_usable.Positions, _usable.Weights);
        }

        if (_usable.Positions.IsEmpty)
        {
            return IBalancer.Nobody;
        }

        if (!key.Exists)
        {
            return InTurn(avoid);
        }

        if (_ring is not null)
        {
            return OnRing(_ring, key.Hash, avoid);
        }

        ReadOnlySpan<int> slots = Map();
        return Turns.FirstOther(slots, (int)(key.Hash % (uint)slots.Length), avoid);
    }

    /// <summary>Made when it is needed: beside a ring that is only for a request without a key.</summary>
    private ReadOnlySpan<int> Map()
    {
        if (_isMapOld)
        {
            _map.Build(_usable.Positions, _usable.Weights);
            _isMapOld = false;
        }

        return _map.Slots;
    }

    private int InTurn(int avoid)
    {
        int any = _loads.AnyWithRoom(_usable.Positions, avoid);
        if (_usable.Positions.Length <= 1 || any < 0)
        {
            // Nothing to take turns for, or all are full: the shared line is left alone.
            return any;
        }

        ReadOnlySpan<int> slots = Map();
        for (int tries = 0; tries < _usable.Positions.Length; tries++)
        {
            ulong turn = _board.TakeTicket(_proxy) - _usable.Start;
            int server = Turns.FirstOther(slots, (int)(turn % (uint)slots.Length), avoid);
            if (_loads.HasRoom(server))
            {
                return server;
            }
        }

        return any;
    }

    /// <summary>
    /// The server of the nearest place; the next ones along the ring when that has failed or carries more
    /// than its share.
    /// </summary>
    private int OnRing(HashRing ring, uint hash, int avoid)
    {
        int entry = ring.Nearest(hash);
        int first = ring.ServerAt(entry);
        if (first != avoid && !_bound.IsSet)
        {
            return first;
        }

        long places = _bound.IsSet ? _bound.Places(_usable.Positions) : 0;
        int other = IBalancer.Nobody;
        for (int steps = 0; steps < ring.Count; steps++)
        {
            int server = ring.ServerAt(entry);
            if (server != avoid)
            {
                if (!_bound.IsSet || _bound.Allows(server, places))
                {
                    return server;
                }

                other = other < 0 ? server : other;
            }

            entry = ring.Next(entry);
        }

        return other < 0 ? first : other;
    }
}
