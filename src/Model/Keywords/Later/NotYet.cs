using System;
using System.Collections.Generic;
using Weir.Language.Keywords;

namespace Weir.Model.Keywords.Later;

/// <summary>
/// Rows of words that some HAProxy knows and this program does not do: refused by name, never ignored.
/// </summary>
internal static class NotYet
{
    /// <summary>Rows from names that a bar or a line end separates.</summary>
    public static List<Keyword> Rows(Sections sections, string names)
    {
        List<Keyword> rows = [];
        for (ReadOnlySpan<char> rest = names; !rest.IsEmpty;)
        {
            int end = rest.IndexOfAny('|', '\n');
            ReadOnlySpan<char> one = (end < 0 ? rest : rest[..end]).Trim();
            rest = end < 0 ? default : rest[(end + 1)..];
            if (!one.IsEmpty)
            {
                string name = one.ToString();
                rows.Add(new Keyword(name, sections, "...", "", name, "") { Status = KeywordStatus.NotYet });
            }
        }

        return rows;
    }

    /// <summary>What is said about such a word.</summary>
    public static string Message(string name) => $"'{name}' is known, but not supported yet.";
}
