using System;
using Weir.Ground.Expressions.Reading;

namespace Weir.Ground.Expressions;

/// <summary>
/// A pattern as a machine that is in many places at once. Each place is an instruction, so that a line costs
/// at most its length times the number of them, whatever both look like.
/// </summary>
internal sealed class ExpressionProgram
{
    private readonly ulong[] _sets;

    public ExpressionProgram(Instruction[] instructions, ReadOnlySpan<ByteSet> sets, int groups)
    {
        Instructions = instructions;
        IsAnchored = instructions[0] is { Operation: Operation.Edge, First: (ushort)Edge.LineStart };
        Groups = groups;
        foreach (Instruction one in instructions)
        {
            Branches += one.Operation is Operation.Fork or Operation.Note ? 1 : 0;
        }

        _sets = new ulong[sets.Length * 4];
        for (int i = 0; i < sets.Length; i++)
        {
            (_sets[4 * i], _sets[(4 * i) + 1], _sets[(4 * i) + 2], _sets[(4 * i) + 3]) = sets[i];
        }
    }

    /// <summary>It begins at the first, and ends at the last, a match.</summary>
    public Instruction[] Instructions { get; }

    /// <summary>It begins with the start of a line, and so nowhere else.</summary>
    public bool IsAnchored { get; }

    /// <summary>Groups that remember, at most <see cref="RegularExpression.GroupsMax"/>.</summary>
    public int Groups { get; }

    /// <summary>Instructions behind which there is another way, or something to take back.</summary>
    public int Branches { get; }

    public int Sets => _sets.Length / 4;

    /// <summary>Whether a byte is in the set of that number.</summary>
    public bool Takes(int set, byte one) => ((_sets[(4 * set) + (one >> 6)] >> (one & 63)) & 1) != 0;
}
