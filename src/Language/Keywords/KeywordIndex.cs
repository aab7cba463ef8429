using System;
using System.Collections.Generic;
using Weir.Ground.Check;

namespace Weir.Language.Keywords;

/// <summary>
/// Finds the row of a line's first words. The longest name wins: <c>log-format</c> is not <c>log</c>.
/// </summary>
public sealed class KeywordIndex
{
    private const int NameWordsMax = 3;
    private const int RowsExpected = 1024;
    private readonly Dictionary<string, Keyword[]> _byName = new(RowsExpected);
    private readonly HashSet<string> _families = [];
    private string _lastFamily = "";

    /// <param name="tables">Every table; a name may come twice only for different sections.</param>
    public KeywordIndex(IReadOnlyList<IReadOnlyList<Keyword>> tables)
    {
        foreach (IReadOnlyList<Keyword> table in tables)
        {
            foreach (Keyword keyword in table)
            {
                Add(keyword);
            }
        }
    }

    /// <summary>Every row, in no order.</summary>
    public IEnumerable<Keyword> All
    {
        get
        {
            foreach (Keyword[] rows in _byName.Values)
            {
                foreach (Keyword row in rows)
                {
                    yield return row;
                }
            }
        }
    }

    /// <summary>
    /// Whether names of more than one word begin with <paramref name="word"/>: <c>option</c>, <c>timeout</c>.
    /// </summary>
    public bool IsFamily(string word) => _families.Contains(word);

    /// <summary>Whether some row of that name keeps quotes that nothing closes.</summary>
    public bool KeepsQuotes(string name) =>
        _byName.TryGetValue(name, out Keyword[]? rows)
        && Array.Exists(rows, static row => row.KeepsQuotes);

    /// <summary>
    /// The row that the words from <paramref name="start"/> name for <paramref name="section"/>.
    /// </summary>
    /// <param name="words">The line.</param>
    /// <param name="start">The first word to look at.</param>
    /// <param name="section">Where the line stands; a row of another section is the second choice, and the
    /// caller's error.</param>
    /// <param name="length">Number of words that the name took.</param>
    public Keyword? Find(IReadOnlyList<string> words, int start, Sections section, out int length)
    {
        Keyword? elsewhere = null;
        int elsewhereLength = 0;
        for (length = Math.Min(NameWordsMax, words.Count - start); length > 0; length--)
        {
            string name = length == 1 ? words[start] : string.Join(' ', Slice(words, start, length));
            if (!_byName.TryGetValue(name, out Keyword[]? rows))
            {
                continue;
            }

            foreach (Keyword row in rows)
            {
                if ((row.In & section) != 0)
                {
                    return row;
                }
            }

            elsewhere ??= Array.Find(rows, row => (row.In & Sections.AnyProxy) != 0
                && (section & Sections.AnyProxy) != 0);
            elsewhere ??= rows[0];
            elsewhereLength = elsewhereLength == 0 ? length : elsewhereLength;
        }

        length = elsewhereLength;
        return elsewhere;
    }

    /// <summary>
    /// Names that may stand in <paramref name="section"/>; of a family only what follows the first word.
    /// </summary>
    public IEnumerable<string> Names(Sections section, string family = "")
    {
        foreach (Keyword keyword in All)
        {
            bool isMember = family.Length == 0
                || keyword.Name.StartsWith(family + " ", StringComparison.Ordinal);
            if (isMember && (keyword.In & section) != 0)
            {
                yield return family.Length == 0 ? keyword.Name : keyword.Name[(family.Length + 1)..];
            }
        }
    }

    private static string[] Slice(IReadOnlyList<string> words, int start, int length)
    {
        string[] slice = new string[length];
        for (int i = 0; i < length; i++)
        {
            slice[i] = words[start + i];
        }

        return slice;
    }

    private void Add(Keyword keyword)
    {
        if (_byName.TryGetValue(keyword.Name, out Keyword[]? rows))
        {
            foreach (Keyword other in rows)
            {
                // Two rows for one word in one section: which would count?
                Must.Hold((other.In & keyword.In) == 0);
            }
        }

        _byName[keyword.Name] = rows is null ? [keyword] : [.. rows, keyword];
        ReadOnlySpan<char> name = keyword.Name;
        int space = name.IndexOf(' ');
        if (space > 0 && !name[..space].SequenceEqual(_lastFamily))
        {
            _lastFamily = keyword.Name[..space]; // a table names the members of a family together
            _families.Add(_lastFamily);
        }
    }
}
