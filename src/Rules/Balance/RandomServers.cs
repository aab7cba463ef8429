using System;
using Weir.Language.Keywords;
using Weir.Model.Contracts;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Rules.Balance.Hashing;

namespace Weir.Rules.Balance;

/// <summary>
/// <c>balance random</c>: of a few servers drawn by weight, the one that carries the least for its weight.
/// </summary>
internal sealed class RandomServers : IBalancer
{
    private const int DrawsUsual = 2;

    /// <summary>
    /// More draws than this change nothing that a user could see, and would hold up everybody else.
    /// </summary>
    private const int DrawsMax = 1000;

    private readonly UsableServers _usable;
    private readonly ServerLoads _loads;
    private readonly LoadBound _bound;
    private readonly WeightMap _map = new();
    private readonly int[] _weights;
    private readonly int _draws;
    private ulong _state;

    /// <param name="draws">How many servers are looked at, from 1.</param>
    /// <param name="seed">Where the sequence of draws begins: another one in every worker.</param>
    public RandomServers(BackendPlan backend, int proxy, Board board, int draws, ulong seed)
    {
        _usable = new UsableServers(backend, proxy, board);
        _loads = new ServerLoads(backend, proxy, board);
        _bound = new LoadBound(backend.Hash.BalanceFactor, _loads, backend.Servers.Length);
        _weights = new int[backend.Servers.Length];
        _draws = Math.Min(draws, DrawsMax);
        _state = seed;
    }

    public bool ReadsLoads => _draws > 1 || _bound.IsSet;

    public static NewBalancer? Read(Line line, string? inside)
    {
        int draws = DrawsUsual;
        if (!string.IsNullOrEmpty(inside))
        {
            bool isNumber = int.TryParse(inside, out draws);
            if (!isNumber || draws < 1)
            {
                line.Error(line.Last, isNumber
                    ? "balance random : number of draws must be at least 1."
                    : $"balance random : unexpected character in argument '{inside}'.");
                return null;
            }
        }

        return (backend, proxy, board) => new RandomServers(
            backend, proxy, board, draws, (ulong)Random.Shared.NextInt64());
    }

    public int Pick(in BalanceInput input)
    {
        if (_usable.Refresh())
        {
            Build();
        }

        int any = _loads.AnyWithRoom(_usable.Positions, input.Avoid);
        if (any < 0)
        {
            // None is usable, or all are full: a draw would ask every unit of weight, not every server.
            return any;
        }

        ReadOnlySpan<int> slots = _map.Slots;
        long places = _bound.IsSet ? _bound.Places(_usable.Positions) : 0;
        int chosen = IBalancer.Nobody;
        for (int i = 0; i < _draws; i++)
        {
            int drawn = Suitable(slots, Draw(slots.Length), input.Avoid, places);
            if (drawn >= 0 && (chosen < 0 || CarriesLess(drawn, chosen)))
            {
                chosen = drawn;
            }
        }

        return chosen >= 0 ? chosen : any;
    }

    private void Build()
    {
        _map.Build(_usable.Positions, _usable.Weights);
        _bound.Build(_usable.Positions, _usable.Weights);
        for (int i = 0; i < _usable.Positions.Length; i++)
        {
            _weights[_usable.Positions[i]] = _usable.Weights[i];
        }
    }

    /// <summary>The server at a slot, or the next one that may take the request; -1: none.</summary>
    private int Suitable(ReadOnlySpan<int> slots, int from, int avoid, long places)
    {
        for (int i = 0; i < slots.Length; i++)
        {
            int at = from + i;
            int server = slots[at < slots.Length ? at : at - slots.Length];
            if (server != avoid && _loads.HasRoom(server) && (!_bound.IsSet || _bound.Allows(server, places)))
            {
                return server;
            }
        }

        return IBalancer.Nobody;
    }

    private bool CarriesLess(int one, int other) =>
        (long)_loads.HeldBy(one) * _weights[other] < (long)_loads.HeldBy(other) * _weights[one];

    /// <summary>A number below <paramref name="count"/>: Steele, Lea and Flood's SplitMix64.</summary>
    private int Draw(int count)
    {
        _state += 0x9e3779b97f4a7c15;
        ulong z = (_state ^ (_state >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        z ^= z >> 31;
        return (int)(((z >> 32) * (ulong)count) >> 32);
    }
}
