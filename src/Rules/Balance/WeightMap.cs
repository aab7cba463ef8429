using System;
using Weir.Ground.Check;
using Weir.Model.Live;

namespace Weir.Rules.Balance;

/// <summary>
/// A map in which each server owns as many slots as its weight (divided by the weights' common divisor), in
/// the order of the first weighted versions: for each slot every server's score grows by its weight, the
/// highest whole number of (score + W) / W takes the slot, the first in the file among equals, and pays W for
/// it. W is the sum of the weights.
/// </summary>
/// <remarks>
/// That whole number is <em>rises - slots owned + 1</em>, where a server of weight w rises at slot
/// ceil(k*W/w) for k = 1, 2, ...
/// So two heaps replace the walk over all servers per slot: who rises when, and who is richest now.
/// Memory: one entry per slot, at most 256 per server; up to <see cref="FineMost"/> slots in all, at most
/// 4096 per server while some of them start slowly. Beyond that sixteenths are rounded up.
/// </remarks>
internal sealed class WeightMap
{
    /// <summary>4 MiB of slots.</summary>
    private const int FineMost = 1 << 20;

    private readonly OrderHeap _rising = new();
    private readonly OrderHeap _richest = new();
    private int[] _wealth = [];
    private int[] _rises = [];
    private int[] _slots = [];
    private int _length;

    public ReadOnlySpan<int> Slots => _slots.AsSpan(0, _length);

    /// <summary>
    /// Fills the map; weights are in sixteenths. Allocates only when there are more servers, or more slots,
    /// than ever before.
    /// </summary>
    public void Build(ReadOnlySpan<int> servers, ReadOnlySpan<int> weights)
    {
        Must.Hold(servers.Length == weights.Length);
        WeightSum all = WeightSum.Of(weights);
        int divisor = all.Divisor;
        if (!weights.IsEmpty && all.Sum / divisor > FineMost)
        {
            divisor = Math.Max(divisor, ServerRecord.FullShare);
        }

        _length = 0;
        foreach (int weight in weights)
        {
            _length += SlotsOf(weight, divisor);
        }

        Prepare(weights, divisor);
        for (int slot = 1; slot <= _length; slot++)
        {
            Rise(slot, weights, divisor);
            _slots[slot - 1] = servers[TakeRichest()];
        }
    }

    private void Prepare(ReadOnlySpan<int> weights, int divisor)
    {
        if (_slots.Length < _length)
        {
            _slots = new int[_length];
        }

        if (_wealth.Length < weights.Length)
        {
            _wealth = new int[weights.Length];
            _rises = new int[weights.Length];
        }

        _rising.Clear();
        _richest.Clear();
        for (int i = 0; i < weights.Length; i++)
        {
            _wealth[i] = 1;
            _rises[i] = 0;
            _richest.Push(-1, i, i);
            _rising.Push(SlotOfRise(1, SlotsOf(weights[i], divisor)), i, i);
        }
    }

    private static int SlotsOf(int weight, int divisor) => (weight + divisor - 1) / divisor;

    private long SlotOfRise(long rise, int weight) => ((rise * _length) + weight - 1) / weight;

    private void Rise(int slot, ReadOnlySpan<int> weights, int divisor)
    {
        while (_rising.TopKey <= slot)
        {
            int server = _rising.Pop();
            _wealth[server]++;
            _rises[server]++;
            if (_wealth[server] > 0)
            {
                _richest.Push(-_wealth[server], server, server);
            }

            _rising.Push(SlotOfRise(_rises[server] + 1, SlotsOf(weights[server], divisor)), server, server);
        }
    }

    private int TakeRichest()
    {
        // An entry of a wealth that its server has no more is passed over: the entry of the new one is in the
        // heap too.
        while (-_richest.TopKey != _wealth[_richest.TopItem])
        {
            _richest.Pop();
        }

        int server = _richest.Pop();
        _wealth[server]--;
        if (_wealth[server] > 0)
        {
            _richest.Push(-_wealth[server], server, server);
        }

        return server;
    }
}
