using System;
using Weir.Model.Contracts.Rules;
using Weir.Rules.Samples;

namespace Weir.Rules.Converters;

/// <summary>What stands between delimiters, counted from the beginning or from the end.</summary>
internal static class Pieces
{
    /// <summary>
    /// Keeps of a text the pieces that the arguments name: a position, any of some delimiters, and how many
    /// pieces from there on, 0 for all. A piece that is not there is an empty word, but no field.
    /// </summary>
    public static bool Take(Arguments arguments, ref Sample sample, bool skipsEmpty)
    {
        ReadOnlySpan<byte> text = sample.Bytes;
        ReadOnlySpan<byte> delimiters = arguments.Text;
        bool fromEnd = arguments.Number < 0;
        long first = Math.Abs(arguments.Number);
        long count = arguments.Count < 3 ? 1 : arguments.OtherNumber;
        long last = count <= 0 ? long.MaxValue : first + count - 1;
        int start = -1;
        int end = 0;
        int at = fromEnd ? text.Length : 0;
        for (long position = 1; position <= last && at >= 0 && at <= text.Length;)
        {
            int edge = fromEnd
                ? text[..at].LastIndexOfAny(delimiters)
                : IndexFrom(text, at, delimiters);
            int from = fromEnd ? edge + 1 : at;
            int to = fromEnd ? at : edge;
            at = fromEnd ? edge : edge + 1;
            if (from == to && skipsEmpty)
            {
                continue;
            }

            if (position >= first)
            {
                bool isFirst = start < 0;
                start = isFirst || fromEnd ? from : start;
                end = isFirst || !fromEnd ? to : end;
            }

            position++;
        }

        sample.Bytes = start < 0 ? default : text[start..end];
        return start >= 0 || skipsEmpty;
    }

    private static int IndexFrom(ReadOnlySpan<byte> text, int from, ReadOnlySpan<byte> delimiters)
    {
        int at = text[from..].IndexOfAny(delimiters);
        return at < 0 ? text.Length : from + at;
    }
}
