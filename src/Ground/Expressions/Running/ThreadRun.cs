using System;
using System.Runtime.InteropServices;
using Weir.Ground.Expressions.Reading;

namespace Weir.Ground.Expressions.Running;

/// <summary>
/// Runs a program over a line with all its threads at once; no two are at the same instruction. Each carries
/// what its groups have noted.
/// </summary>
internal ref struct ThreadRun
{
    public const ushort Unset = ushort.MaxValue;

    private readonly ExpressionProgram _source;
    private readonly ReadOnlySpan<Instruction> _program;
    private readonly bool _isLongest;
    private readonly Span<ushort> _best;
    private readonly Span<ushort> _noted;
    private readonly Span<int> _seen;
    private readonly Span<int> _open;
    private ReadOnlySpan<byte> _line;
    private ThreadList _even;
    private ThreadList _odd;
    private bool _isFound;

    /// <param name="source">What is run.</param>
    /// <param name="isLongest">Of the matches that begin first the longest counts, else the preferred
    /// one.</param>
    /// <param name="room">Working memory: <see cref="RoomOf"/> of it, cleared.</param>
    /// <param name="best">Where the slots of the match go, two for each group; empty: only whether there is
    /// one is asked.</param>
    public ThreadRun(ExpressionProgram source, bool isLongest, Span<int> room, Span<ushort> best)
    {
        _source = source;
        _program = source.Instructions;
        _isLongest = isLongest;
        _best = best;
        int places = _program.Length;
        int slots = places * best.Length;
        _seen = room[..places];
        _open = room.Slice(places, OpenOf(places));
        Span<ushort> rest = MemoryMarshal.Cast<int, ushort>(
            room[(places + _open.Length)..]);
        _even = new ThreadList(rest[..places], rest.Slice(2 * places, slots), best.Length);
        _odd = new ThreadList(
            rest.Slice(places, places), rest.Slice((2 * places) + slots, slots), best.Length);
        _noted = rest.Slice((2 * places) + (2 * slots), best.Length);
    }

    /// <summary>Instructions that were looked at: at most all of them once between two bytes.</summary>
    public int Steps { get; private set; }

    /// <summary>How many elements of working memory a run takes.</summary>
    public static int RoomOf(ExpressionProgram source, int slots)
    {
        int places = source.Instructions.Length;
        return places + OpenOf(places) + places + (places * slots) + slots;
    }

    /// <summary>Finds a match; its slots are in what was given for the best then.</summary>
    public bool Find(ReadOnlySpan<byte> line)
    {
        _line = line;
        for (int at = 0; at <= line.Length; at++)
        {
            // In turn, not exchanged: that they are copied for it costs more than all the rest.
            bool isEven = (at & 1) == 0;
            ref ThreadList now = ref (isEven ? ref _even : ref _odd);
            ref ThreadList next = ref (isEven ? ref _odd : ref _even);
            if (!_isFound && (at == 0 || !_source.IsAnchored))
            {
                Begin(ref now, at);
            }

            if (now.Count == 0 && (_isFound || _source.IsAnchored))
            {
                break;
            }

            next.Count = 0;
            Step(ref now, ref next, at);
            if (_isFound && _best.IsEmpty)
            {
                break;
            }
        }

        return _isFound;
    }

    /// <summary>Each instruction once; a note opens two more entries, a fork one.</summary>
    private static int OpenOf(int places) => (3 * places) + 1;

    /// <summary>A thread behind the others: what has begun before is preferred.</summary>
    private void Begin(ref ThreadList now, int at)
    {
        _noted.Fill(Unset);
        if (!_noted.IsEmpty)
        {
            _noted[0] = (ushort)at;
        }

        Spread(ref now, 0, at);
    }

    private void Step(ref ThreadList now, ref ThreadList next, int at)
    {
        for (int thread = 0; thread < now.Count; thread++)
        {
            int place = now.PlaceOf(thread);
            ReadOnlySpan<ushort> slots = now.SlotsOf(thread);
            Instruction instruction = _program[place];
            if (instruction.Operation == Operation.Match)
            {
                Keep(slots, at);
                if (!_isLongest)
                {
                    return; // the threads behind this one are less preferred
                }
            }
            else if (at < _line.Length && _source.Takes(instruction.First, _line[at]) && !IsTooLate(slots))
            {
                slots.CopyTo(_noted);
                Spread(ref next, place + 1, at + 1);
            }
        }
    }

    /// <summary>Begun behind the start of a match that is known.</summary>
    private readonly bool IsTooLate(ReadOnlySpan<ushort> slots) =>
        _isFound && !_best.IsEmpty && slots[0] > _best[0];

    private void Keep(ReadOnlySpan<ushort> slots, int at)
    {
        bool isBetter = !_isFound || !_isLongest || _best.IsEmpty || slots[0] < _best[0]
            || (slots[0] == _best[0] && at > _best[1]);
        _isFound = true;
        if (isBetter && !_best.IsEmpty)
        {
            slots.CopyTo(_best);
            _best[1] = (ushort)at;
        }
    }

    /// <summary>
    /// Puts what is reached from <paramref name="from"/> without a byte into a list, in the order in which it
    /// is preferred.
    /// </summary>
    private void Spread(ref ThreadList list, int from, int at)
    {
        int depth = 0;
        _open[depth++] = from;
        while (depth > 0)
        {
            int place = _open[--depth];
            if (place < 0)
            {
                _noted[~place] = (ushort)_open[--depth]; // what was noted before the group is noted again
                continue;
            }

            if (_seen[place] == at + 1)
            {
                continue;
            }

            _seen[place] = at + 1;
            Steps++;
            Instruction instruction = _program[place];
            switch (instruction.Operation)
            {
                case Operation.Take or Operation.Match:
                    list.Add(place, _noted);
                    break;
                case Operation.Fork:
                    _open[depth++] = instruction.Second;
                    _open[depth++] = instruction.First;
                    break;
                case Operation.Jump:
                    _open[depth++] = instruction.First;
                    break;
                case Operation.Note when instruction.First < _noted.Length:
                    _open[depth++] = _noted[instruction.First];
                    _open[depth++] = ~instruction.First;
                    _noted[instruction.First] = (ushort)at;
                    _open[depth++] = place + 1;
                    break;
                case Operation.Edge when !EdgeTest.Holds((Edge)instruction.First, _line, at):
                    break;
                default:
                    _open[depth++] = place + 1;
                    break;
            }
        }
    }
}
