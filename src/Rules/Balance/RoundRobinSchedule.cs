using System;
using Weir.Ground.Check;
using Weir.Model.Live;

namespace Weir.Rules.Balance;

/// <summary>
/// The order of weighted turns, computed ahead: entry i is the server of turn i, and after the last entry the
/// first one follows again.
/// </summary>
/// <remarks>
/// <code>
/// position   W ........ p ................ 2W
/// waiting -> running (lowest next turn first) -> next
/// </code>
/// W is the sum of the weights, w a server's own. Every server waits, starts at the present place p, steps on
/// by W/w per turn, and when it reaches 2W waits for the next lap.
/// A lap ends when every server has reached 2W; then only the order among equal weights may differ from the
/// lap before. Laps are computed until that order is the first one again, or until <see cref="EntriesMax"/>
/// is reached: then the circle is closed early, which moves nothing but whose turn comes first among equals.
/// A lap that fills more than half of <see cref="EntriesMax"/> is the only one, and is computed turn by turn
/// as turns are asked for: with 10,000 servers of mixed weights a whole lap takes 130 ms, in which a worker
/// would serve nobody, after each change of a server.
/// Memory: a lap is at most 16 entries per unit of weight. Where that exceeds <see cref="EntriesMax"/> the
/// weights' common divisor, and as much of the sixteenths as has to be, are given up, so that it is never
/// more than the greater of <see cref="EntriesMax"/> and the sum of the weights. Each server keeps its exact
/// share; only the order is coarser.
/// </remarks>
internal sealed class RoundRobinSchedule
{
    /// <summary>1 MiB of entries, of which half takes about 10 ms to compute.</summary>
    internal const int EntriesMax = 256 * 1024;

    /// <summary>Weights come in sixteenths, as the order's published form has them.</summary>
    private const int FullFactor = ServerRecord.FullShare;

    private readonly OrderHeap _running = new();
    private Turn[] _turns = [];
    private int[] _waiting = [];
    private int[] _first = [];
    private int[] _next = [];
    private int[] _positions = [];
    private int[] _entries = [];
    private int _length;
    private int _servers;
    private int _lap;
    private long _place;
    private long _arrivals;
    private int _waited;
    private int _finished;
    private bool _isOpen;
    private int _factor;
    private int _divisor;

    /// <summary>What is computed so far; of an open schedule the first part of a lap.</summary>
    public ReadOnlySpan<int> Entries => _entries.AsSpan(0, _length);

    /// <summary>
    /// The server of a turn, or the next one after it that is not <paramref name="avoid"/>, if there is one.
    /// </summary>
    public int At(ulong turn, int avoid)
    {
        Must.Hold(_servers > 0);
        // One entry that may be taken has to lie behind the turn's own, or be known not to exist.
        while (_isOpen && ((ulong)_length <= turn || _entries[_length - 1] == avoid))
        {
            AddTurn();
        }

        return Turns.FirstOther(Entries, (int)(turn % (uint)_length), avoid);
    }

    /// <summary>
    /// Computes the order of <paramref name="servers"/>, whose weights are in sixteenths. Allocates only when
    /// there are more of them, or more entries, than ever before.
    /// </summary>
    public void Build(ReadOnlySpan<int> servers, ReadOnlySpan<int> weights)
    {
        Must.Hold(servers.Length == weights.Length);
        _length = 0;
        _servers = servers.Length;
        _isOpen = false;
        if (servers.IsEmpty)
        {
            return;
        }

        Prepare(servers, weights);
        if (_lap > EntriesMax / 2)
        {
            BeginLap();
            return;
        }

        do
        {
            BeginLap();
            while (_isOpen)
            {
                AddTurn();
            }

            SortByWeight();
        }
        while (_length + _lap <= EntriesMax && !IsBackAtFirst());
    }

    /// <summary>
    /// Sets every server waiting. A lap is the sum of the scaled weights, which is also the most turns of it.
    /// </summary>
    private void Prepare(ReadOnlySpan<int> servers, ReadOnlySpan<int> weights)
    {
        if (_turns.Length < _servers)
        {
            _turns = new Turn[_servers];
            _waiting = new int[_servers];
            _first = new int[_servers];
            _next = new int[_servers];
            _positions = new int[_servers];
        }

        servers.CopyTo(_positions);
        SetScale(weights);
        _lap = 0;
        for (int i = 0; i < _servers; i++)
        {
            _turns[i] = new Turn { Weight = weights[i] / _divisor * _factor };
            _next[i] = i;
            _lap += _turns[i].Weight;
        }

        SortByWeight();
        _waiting.AsSpan(0, _servers).CopyTo(_first);
    }

    private bool IsBackAtFirst() => _waiting.AsSpan(0, _servers).SequenceEqual(_first.AsSpan(0, _servers));

    private void SetScale(ReadOnlySpan<int> weights)
    {
        WeightSum all = WeightSum.Of(weights);
        bool fits = all.Sum <= EntriesMax;
        _divisor = fits ? 1 : all.Divisor;
        _factor = fits ? 1 : Math.Clamp(EntriesMax / (all.Sum / _divisor), 1, FullFactor);
    }

    private void BeginLap()
    {
        if (_entries.Length < _length + _lap)
        {
            Array.Resize(ref _entries, _length + _lap);
        }

        _place = _lap;
        _arrivals = 0;
        _waited = 0;
        _finished = 0;
        _running.Clear();
        _isOpen = true;
    }

    /// <summary>Computes one entry more; with the last of the lap the schedule is closed.</summary>
    private void AddTurn()
    {
        Must.Hold(_isOpen && _length < _entries.Length);
        int chosen = Choose();
        ref Turn turn = ref _turns[chosen];
        turn.Advance(_lap, _place);
        _place++;
        _entries[_length++] = _positions[chosen];
        if (turn.Position >= 2L * _lap)
        {
            _next[_finished++] = chosen;
        }
        else
        {
            _running.Push(KeyOf(turn), _arrivals++, chosen);
        }

        _isOpen = _finished < _servers;
    }

    /// <summary>Whose turn is due; else who has not had one; else who is next, though it is early.</summary>
    private int Choose()
    {
        if (!_running.IsEmpty && _turns[_running.TopItem].Position <= _place)
        {
            return _running.Pop();
        }

        if (_waited == _servers)
        {
            return _running.Pop();
        }

        int chosen = _waiting[_waited++];
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
        int left = (turn.Remainder - turn.Weight) * _divisor / _factor;
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
