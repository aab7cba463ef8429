using System;

namespace Weir.Ground.Expressions.Running;

/// <summary>
/// Whether a line has a match, by one look into a table for each byte. Row by row, for each state: where a
/// byte of each class leads, and in the last column where the end of the line does.
/// </summary>
internal sealed class Automaton
{
    /// <summary>The row of no match: nothing leads out of it.</summary>
    public const int Dead = 0;

    /// <summary>The row of a match, whatever follows.</summary>
    public const int Accept = 1;

    /// <summary>The most cells of a table, whose entries are offsets into it.</summary>
    public const int CellsMax = 1 << 16;

    private readonly byte[] _classOf;
    private readonly ushort[] _table;
    private readonly int _accept;
    private readonly int _start;

    /// <param name="classOf">The column of each byte.</param>
    /// <param name="table">Offsets of rows.</param>
    /// <param name="columns">Classes, and one for the end.</param>
    /// <param name="start">The offset of the row to begin with.</param>
    public Automaton(byte[] classOf, ushort[] table, int columns, int start)
    {
        _classOf = classOf;
        _table = table;
        _accept = Accept * columns;
        _start = start;
    }

    public bool HasMatch(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<ushort> table = _table;
        ReadOnlySpan<byte> classOf = _classOf;
        int accept = _accept;
        int state = _start;
        foreach (byte one in line)
        {
            if (state <= accept)
            {
                return state == accept;
            }

            state = table[state + classOf[one]];
        }

        return state == accept || table[state + accept - 1] == accept;
    }
}
