using System;
using System.Collections.Generic;
using System.Text;

namespace Weir.Rules.Samples;

/// <summary>
/// What stands in parentheses after a name: texts with commas between them. A backslash takes the meaning
/// from the character behind it, quotes from all that they enclose (manual, 2.2).
/// </summary>
internal sealed class ArgumentList
{
    private readonly List<(string Text, int Start)> _items = [];
    private readonly string _word;

    private ArgumentList(string word) => _word = word;

    /// <summary>Without parentheses: no argument at all.</summary>
    public static ArgumentList None { get; } = new("");

    public int Count => _items.Count;

    /// <summary>Nothing stands between the parentheses.</summary>
    public bool IsEmpty => _items.Count == 0 && _word.Length > 0;

    public string this[int index] => _items[index].Text;

    /// <summary>The list that begins at <paramref name="at"/>; null when it does not end.</summary>
    /// <param name="word">The word that it is a part of.</param>
    /// <param name="at">Of the parenthesis; then of what follows the closing one.</param>
    public static ArgumentList? Read(string word, ref int at)
    {
        ArgumentList list = new(word);
        StringBuilder text = new();
        int start = ++at;
        char quote = '\0';
        for (; at < word.Length; at++)
        {
            char c = word[at];
            if (c == '\\' && quote != '\'' && at + 1 < word.Length)
            {
                text.Append(word[++at]);
            }
            else if (quote != '\0' ? c == quote : c is '\'' or '"')
            {
                quote = quote == '\0' ? c : '\0';
            }
            else if (quote == '\0' && c is ',' or ')')
            {
                if (c == ',' || text.Length > 0 || list.Count > 0)
                {
                    list._items.Add((text.ToString(), start));
                }

                if (c == ')')
                {
                    at++;
                    return list;
                }

                text.Clear();
                start = at + 1;
            }
            else
            {
                text.Append(c);
            }
        }

        return null;
    }

    /// <summary>The argument that is too much, and all behind it, as it was written.</summary>
    public string From(int index)
    {
        int start = _items[index].Start - (index > 0 ? 1 : 0);
        int end = _word.IndexOf(')', start);
        return _word[start..(end + 1)];
    }
}
