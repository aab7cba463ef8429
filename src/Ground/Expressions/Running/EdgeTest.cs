using System;
using Weir.Ground.Expressions.Reading;

namespace Weir.Ground.Expressions.Running;

/// <summary>Whether a place between two bytes is as a pattern asks.</summary>
internal static class EdgeTest
{
    private static ReadOnlySpan<ulong> WordBits => [0x03ff000000000000, 0x07fffffe87fffffe];

    public static bool Holds(Edge edge, ReadOnlySpan<byte> line, int at)
    {
        if (edge is Edge.LineStart or Edge.LineEnd)
        {
            return at == (edge == Edge.LineStart ? 0 : line.Length);
        }

        bool before = at > 0 && IsOfWord(line[at - 1]);
        bool after = at < line.Length && IsOfWord(line[at]);
        return edge switch
        {
            Edge.WordEdge => before != after,
            Edge.NoWordEdge => before == after,
            Edge.WordStart => !before && after,
            _ => before && !after,
        };
    }

    /// <summary>In <see cref="ByteSet.Word"/>, which costs more to put together than all of this.</summary>
    private static bool IsOfWord(byte one) => one < 128 && ((WordBits[one >> 6] >> (one & 63)) & 1) != 0;
}
