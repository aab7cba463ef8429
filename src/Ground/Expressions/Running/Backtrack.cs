using System;
using Weir.Ground.Expressions.Reading;

namespace Weir.Ground.Expressions.Running;

/// <summary>
/// Runs a program over a short line as one would by hand: along the preferred way, and back where it fails.
/// No place is tried twice at the same byte, which bounds it as <see cref="ThreadRun"/> is bounded, at a
/// fraction of the price.
/// </summary>
internal ref struct Backtrack
{
    /// <summary>The most ways that can be open at a time.</summary>
    public const int OpenMax = 2048;

    /// <summary>The most pairs of a place and a byte, in words of 64.</summary>
    public const int TriedMax = 256;

    private readonly ExpressionProgram _source;
    private readonly ReadOnlySpan<Instruction> _program;
    private readonly ReadOnlySpan<byte> _line;
    private readonly bool _isLongest;
    private readonly Span<ushort> _best;
    private readonly Span<ushort> _noted;
    private readonly Span<ulong> _tried;
    private readonly Span<int> _open;
    private bool _isFound;

    /// <param name="source">What is run.</param>
    /// <param name="line">One that <see cref="Suits"/> says yes to.</param>
    /// <param name="isLongest">Of the matches that begin first the longest counts, else the preferred
    /// one.</param>
    /// <param name="best">Where the slots of the match go, two for each group.</param>
    /// <param name="room">Working memory.</param>
    public Backtrack(
        ExpressionProgram source, ReadOnlySpan<byte> line, bool isLongest, Span<ushort> best, Room room)
    {
        _source = source;
        _program = source.Instructions;
        _line = line;
        _isLongest = isLongest;
        _best = best;
        _noted = room.Noted[..best.Length];
        _tried = room.Tried;
        _open = room.Open;
    }

    /// <summary>Instructions that were looked at: at most all of them once between two bytes.</summary>
    public int Steps { get; private set; }

    /// <summary>Whether a line is short enough for it.</summary>
    public static bool Suits(ExpressionProgram source, int length) =>
        source.Branches * (length + 1) < OpenMax
        && source.Instructions.Length * (length + 1) <= TriedMax * 64;

    public bool Find()
    {
        int last = _source.IsAnchored ? 0 : _line.Length;
        for (int at = 0; at <= last && !_isFound; at++)
        {
            _noted.Fill(ThreadRun.Unset);
            _noted[0] = (ushort)at;
            Try(at);
        }

        return _isFound;
    }

    private void Try(int start)
    {
        int depth = 0;
        Open(ref depth, 0, start);
        while (depth > 0)
        {
            depth -= 2;
            int place = _open[depth];
            if (place < 0)
            {
                _noted[~place] = (ushort)_open[depth + 1]; // what was noted before holds again
            }
            else if (Follow(place, _open[depth + 1], ref depth) && (!_isLongest || _best[1] == _line.Length))
            {
                return; // nothing is preferred, or longer
            }
        }
    }

    /// <summary>Goes one way to its end, and opens those that branch off. True: it is a match.</summary>
    private bool Follow(int place, int at, ref int depth)
    {
        while (true)
        {
            int pair = (place * (_line.Length + 1)) + at;
            ref ulong tried = ref _tried[pair >> 6];
            if ((tried & (1UL << pair)) != 0)
            {
                return false;
            }

            tried |= 1UL << pair;
            Steps++;
            Instruction instruction = _program[place];
            place++;
            switch (instruction.Operation)
            {
                case Operation.Take:
                    if (at >= _line.Length || !_source.Takes(instruction.First, _line[at]))
                    {
                        return false;
                    }

                    at++;
                    break;
                case Operation.Fork:
                    Open(ref depth, instruction.Second, at);
                    place = instruction.First;
                    break;
                case Operation.Jump:
                    place = instruction.First;
                    break;
                case Operation.Note when instruction.First < _noted.Length:
                    Open(ref depth, ~instruction.First, _noted[instruction.First]);
                    _noted[instruction.First] = (ushort)at;
                    break;
                case Operation.Edge when !EdgeTest.Holds((Edge)instruction.First, _line, at):
                    return false;
                case Operation.Match:
                    Keep(at);
                    return true;
                default:
                    break;
            }
        }
    }

    private readonly void Open(ref int depth, int place, int value)
    {
        _open[depth] = place;
        _open[depth + 1] = value;
        depth += 2;
    }

    private void Keep(int at)
    {
        if (!_isFound || at > _best[1])
        {
            _noted.CopyTo(_best);
            _best[1] = (ushort)at;
            _isFound = true;
        }
    }

    /// <summary>Working memory of a run.</summary>
    /// <param name="open">Twice <see cref="OpenMax"/>, in any state.</param>
    /// <param name="tried">For each pair of a place and a byte a bit; cleared.</param>
    /// <param name="noted">As many as the slots that are asked for, in any state.</param>
    public readonly ref struct Room(Span<int> open, Span<ulong> tried, Span<ushort> noted)
    {
        public Span<int> Open { get; } = open;

        public Span<ulong> Tried { get; } = tried;

        public Span<ushort> Noted { get; } = noted;
    }
}
