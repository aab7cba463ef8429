using System;
using System.Runtime.CompilerServices;
using Weir.Ground.Check;
using Weir.Ground.Expressions.Reading;
using Weir.Ground.Expressions.Running;

namespace Weir.Ground.Expressions;

/// <summary>
/// A compiled pattern. Neither a pattern nor a line can make it slow: whether there is a match costs a look
/// into a table per byte, what its groups are at most a step per byte and instruction. It allocates nothing
/// after it was compiled, and may be used by several threads.
/// </summary>
public sealed class RegularExpression
{
    /// <summary>Groups that are remembered: those that <c>\1</c> to <c>\9</c> can name.</summary>
    public const int GroupsMax = 9;

    /// <summary>The longest line that captures can be asked of, in bytes.</summary>
    public const int LineMax = ushort.MaxValue - 1;

    /// <summary>The largest program.</summary>
    internal const int InstructionsMax = 4096;

    /// <summary>The largest program that may do without a table.</summary>
    internal const int ThreadedMax = 256;

    private readonly ExpressionProgram _program;
    private readonly Automaton? _automaton;
    private readonly bool _isLongest;

    private RegularExpression(ExpressionProgram program, Automaton? automaton, bool isLongest)
    {
        _program = program;
        _automaton = automaton;
        _isLongest = isLongest;
    }

    /// <summary>How many groups there are, beside the whole match; at most those that count.</summary>
    public int Groups => _program.Groups;

    /// <summary>The compiled pattern; null and a fault when it is malformed, or too large.</summary>
    public static RegularExpression? Compile(
        ReadOnlySpan<byte> pattern, ExpressionOptions options, out ExpressionFault? fault)
    {
        Node? tree = ExpressionParser.Parse(pattern.ToArray(), options, out int groups, out fault);
        if (tree is null)
        {
            return null;
        }

        ExpressionProgram? program = ProgramWriter.Write(tree, Math.Min(groups, GroupsMax));
        Automaton? automaton = program is null ? null : AutomatonBuilder.Build(program);
        if (program is null || (automaton is null && program.Instructions.Length > ThreadedMax))
        {
            fault = new ExpressionFault("regular expression is too large", pattern.Length);
            return null;
        }

        return new RegularExpression(program, automaton, (options & ExpressionOptions.Posix) != 0);
    }

    public bool IsMatch(ReadOnlySpan<byte> line) =>
        _automaton is not null ? _automaton.HasMatch(line)
            : Backtrack.Suits(_program, line.Length) ? Try(line, stackalloc ushort[2], isLongest: false)
            : RunThreads(line, default);

    /// <summary>Whether there is a match, and what its groups are.</summary>
    /// <param name="line">At most <see cref="LineMax"/> bytes.</param>
    /// <param name="captures">The whole match first, then the groups; as many as there is room for. Elements
    /// beyond the groups of the pattern become <see cref="Capture.None"/>.</param>
    public bool Match(ReadOnlySpan<byte> line, Span<Capture> captures)
    {
        Must.Hold(line.Length <= LineMax);
        if (_automaton is not null && !_automaton.HasMatch(line))
        {
            return false;
        }

        Must.Hold(captures.Length > 0);
        int count = Math.Min(captures.Length, Groups + 1);
        Span<ushort> slots = stackalloc ushort[2 * (GroupsMax + 1)];
        slots = slots[..(2 * count)];
        bool isFound = Backtrack.Suits(_program, line.Length)
            ? Try(line, slots, _isLongest)
            : RunThreads(line, slots);
        if (!isFound)
        {
            return false;
        }

        captures.Fill(Capture.None);
        for (int i = 0; i < count; i++)
        {
            captures[i] = slots[(2 * i) + 1] == ThreadRun.Unset
                ? Capture.None
                : new Capture(slots[2 * i], slots[(2 * i) + 1]);
        }

        return true;
    }

    [SkipLocalsInit]
    private bool Try(ReadOnlySpan<byte> line, Span<ushort> slots, bool isLongest)
    {
        int words = ((_program.Instructions.Length * (line.Length + 1)) >> 6) + 1;
        Span<ulong> tried = stackalloc ulong[Backtrack.TriedMax + 1];
        tried[..words].Clear();
        Span<ushort> noted = stackalloc ushort[2 * (GroupsMax + 1)];
        Backtrack.Room room = new(stackalloc int[2 * Backtrack.OpenMax], tried, noted);
        return new Backtrack(_program, line, isLongest, slots, room).Find();
    }

    private bool RunThreads(ReadOnlySpan<byte> line, Span<ushort> slots)
    {
        Span<int> room = stackalloc int[ThreadRun.RoomOf(_program, slots.Length)];
        room.Clear();
        ThreadRun run = new(_program, _isLongest, room, slots);
        return run.Find(line);
    }
}
