using System;

namespace Weir.Language.Source;

/// <summary>
/// Where the words of a line stand in its text, quotes and all; for who changes a line and keeps the rest.
/// </summary>
public static class WordSpans
{
    /// <summary>The words in order; what follows the last one is blank or a comment.</summary>
    /// <param name="line">One line that <see cref="Words.Split"/> accepts.</param>
    /// <param name="keepsQuotes">Quotes stand for themselves, as in lines of old that have one too many.
    /// </param>
    public static Range[] Of(string line, bool keepsQuotes = false)
    {
        Range[] spans = new Range[line.Length];
        int count = 0;
        char quote = '\0';
        int start = -1;
        int at = 0;
        for (; at < line.Length; at++)
        {
            char c = line[at];
            bool isBlank = quote == '\0' && c is ' ' or '\t';
            if (isBlank || (quote == '\0' && c == '#'))
            {
                End(spans, ref count, ref start, at);
                if (!isBlank)
                {
                    break;
                }

                continue;
            }

            start = start < 0 ? at : start;
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '"' or '\'' && !keepsQuotes)
            {
                quote = c;
            }

            bool isEscape = c == '\\' && quote != '\'' && at + 1 < line.Length && line[at + 1] != '\t';
            at += isEscape ? 1 : 0; // what is escaped ends nothing
        }

        End(spans, ref count, ref start, int.Min(at, line.Length));
        Array.Resize(ref spans, count);
        return spans;
    }

    private static void End(Range[] spans, ref int count, ref int start, int end)
    {
        if (start >= 0)
        {
            spans[count++] = start..end;
        }

        start = -1;
    }
}
