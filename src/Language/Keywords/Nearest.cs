using System;
using System.Collections.Generic;

namespace Weir.Language.Keywords;

/// <summary>The known word that a mistyped one most likely was meant to be.</summary>
public static class Nearest
{
    /// <summary>
    /// The nearest of <paramref name="known"/>, or null when none is near enough to be worth a hint.
    /// </summary>
    public static string? Find(string word, IEnumerable<string> known)
    {
        int best = Math.Max(1, word.Length / 3) + 1;
        string? found = null;
        foreach (string candidate in known)
        {
            int distance = Distance(word, candidate);
            if (distance < best)
            {
                best = distance;
                found = candidate;
            }
        }

        return found;
    }

    /// <summary>
    /// Letters to add, drop, change, or swap with their neighbour (restricted Damerau-Levenshtein).
    /// </summary>
    public static int Distance(string left, string right)
    {
        const int usual = 64; // no name is as long; in a file full of errors, each asks for all names
        int width = right.Length + 1;
        Span<int> rows = width <= usual ? stackalloc int[3 * usual] : new int[3 * width];
        Span<int> before = rows[..width];
        Span<int> previous = rows.Slice(width, width);
        Span<int> current = rows.Slice(2 * width, width);
        for (int j = 0; j <= right.Length; j++)
        {
            previous[j] = j;
        }

        for (int i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int change = left[i - 1] == right[j - 1] ? 0 : 1;
                int least = Math.Min(Math.Min(previous[j], current[j - 1]) + 1, previous[j - 1] + change);
                bool isSwap = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
                current[j] = isSwap ? Math.Min(least, before[j - 2] + 1) : least;
            }

            Span<int> oldest = before;
            before = previous;
            previous = current;
            current = oldest;
        }

        return previous[right.Length];
    }
}
