using System;
using Weir.Ground.Check;

namespace Weir.Rules.Balance;

/// <summary>
/// The order of weighted turns, computed ahead: entry i is the server of turn i, and after the last entry the
/// first
/// one follows again.
/// </summary>
/// <remarks>
/// <code>
/// position   W ........ p ................ 2W      every server waits, starts at p, steps on by W/w per
/// turn,
/// waiting -> running (lowest next turn first) -> next      and when it reaches 2W waits for the next lap
/// </code>
/// A lap ends when every server has reached 2W; then only the order among equal weights may differ from the
/// lap before.
/// Laps are computed until that order is the first one again, or until <see cref="EntriesMax"/> is reached:
/// then the
/// circle is closed early, which moves nothing but whose turn comes first among equals.
/// Memory: a lap is at most 16 entries per unit of weight. Where that exceeds <see cref="EntriesMax"/> the
/// weights'
/// common divisor and then the factor 16 are given up, so that it is never more than the greater of
/// <see cref="EntriesMax"/> and the sum of the weights. Each server keeps its exact share; only the order is
/// coarser.
/// </remarks>
internal sealed class RoundRobinSchedule
{
    /// <summary>1 MiB of entries; a lap of it takes about 20 ms to compute.</summary>
    internal const int EntriesMax = 256 * 1024;

    /// <summary>Weights are multiplied by this, as the order's published form does.</summary>
    private const int FullFactor = 16;

    private readonly OrderHeap _running = new();
    private Turn[] _turns = [];
    private int[] _waiting = [];
    private int[] _first = [];
    private int[] _next = [];
    private int[] _entries = [];
    private int _length;
    private int _servers;
    private int _factor;
    private int _divisor;

    public ReadOnlySpan<int> Entries => _entries.AsSpan(0, _length);

    /// <summary>
    /// The server of a turn, or the next one after it that is not <paramref name="avoid"/>, if there is one.
    /// </summary>
    public int At(ulong turn, int avoid)
    {
        Must.Hold(_length > 0);
        return Turns.FirstOther(Entries, (int)(turn % (uint)_length), avoid);
    }

    /// <summary>
    /// Computes the order of <paramref name="servers"/>. Allocates only when there are more of them, or more
    /// entries, than ever before.
    /// </summary>
    public void Build(ReadOnlySpan<int> servers, ReadOnlySpan<int> weights)
    {
        Must.Hold(servers.Length == weights.Length);
        _length = 0;
        _servers = servers.Length;
        if (servers.IsEmpty)
        {
            return;
        }

        int lap = Prepare(weights);
        do
        {
            AddLap(lap, servers);
            SortByWeight();
        }
        while (_length + lap <= EntriesMax && !IsBackAtFirst());
    }

    /// <summary>
    /// Sets every server waiting; returns the sum of the scaled weights, which is also the most turns of a
    /// lap.
    /// </summary>
    private int Prepare(ReadOnlySpan<int> weights)
    {
        if (_turns.Length < _servers)
        {
            _turns = new Turn[_servers];
            _waiting = new int[_servers];
            _first = new int[_servers];
            _next = new int[_servers];
        }

        SetScale(weights);
        int lap = 0;
        for (int i = 0; i < _servers; i++)
        {
            _turns[i] = new Turn { Weight = weights[i] / _divisor * _factor };
            _next[i] = i;
            lap += _turns[i].Weight;
        }

        SortByWeight();
        _waiting.AsSpan(0, _servers).CopyTo(_first);
        return lap;
    }

    private bool IsBackAtFirst() => _waiting.AsSpan(0, _servers).SequenceEqual(_first.AsSpan(0, _servers));

    private void SetScale(ReadOnlySpan<int> weights)
    {
        WeightSum all = WeightSum.Of(weights);
        bool fits = (long)all.Sum * FullFactor <= EntriesMax;
        _divisor = fits ? 1 : all.Divisor;
        _factor = Math.Clamp(EntriesMax / (all.Sum / _divisor), 1, FullFactor);
    }

    private void AddLap(int lap, ReadOnlySpan<int> servers)
    {
        if (_entries.Length < _length + lap)
        {
            Array.Resize(ref _entries, _length + lap);
        }

        long place = lap;
        long arrivals = 0;
        int waited = 0;
        int finished = 0;
        _running.Clear();
        while (finished < _servers)
        {
            int chosen = Choose(place, ref waited);
            ref Turn turn = ref _turns[chosen];
            turn.Advance(lap, place);
            place++;
            Must.Hold(_length < _entries.Length);
            _entries[_length++] = servers[chosen];
            if (turn.Position >= 2L * lap)
            {
                _next[finished++] = chosen;
            }
            else
            {
                _running.Push(KeyOf(turn), arrivals++, chosen);
            }
        }
    }

    /// <summary>Whose turn is due; else who has not had one; else who is next, though it is early.</summary>
    private int Choose(long place, ref int waited)
    {
        if (!_running.IsEmpty && _turns[_running.TopItem].Position <= place)
        {
            return _running.Pop();
        }

        if (waited == _servers)
        {
            return _running.Pop();
        }

        int chosen = _waiting[waited++];
        _turns[chosen].Position = 0;
        _turns[chosen].Remainder = 0;
        return chosen;
    }

    /// <summary>
    /// Position first, then by how much of the next step is left. In units of full weights, whatever the
    /// scale.
    /// </summary>
    private long KeyOf(in Turn turn)
    {
        int left = (turn.Remainder - turn.Weight) * _divisor * FullFactor / _factor;
        return (256 * turn.Position) + ((4096 + left) / 16);
    }

    /// <summary>
    /// Moves those that finished the lap to the waiting list: descending weight, equals in order of arrival.
    /// </summary>
    private void SortByWeight()
    {
        _running.Clear();
        for (int i = 0; i < _servers; i++)
        {
            _running.Push(-_turns[_next[i]].Weight, i, _next[i]);
        }

        for (int i = 0; i < _servers; i++)
        {
            _waiting[i] = _running.Pop();
        }
    }

    private struct Turn
    {
        /// <summary>Where the next turn is due.</summary>
        public long Position;

        /// <summary>What integer steps have left out so far, in parts of <see cref="Weight"/>.</summary>
        public int Remainder;

        public int Weight;

        public void Advance(int lap, long place)
        {
            if (Position == 0)
            {
                Position = place;
            }

            Position += lap / Weight;
            Remainder += lap % Weight;
            if (Remainder >= Weight)
            {
                Remainder -= Weight;
                Position++;
            }
        }
    }
}
