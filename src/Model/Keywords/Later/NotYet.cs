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
    public static IEnumerable<Keyword> Rows(Sections sections, string names)
    {
        const StringSplitOptions tidy =
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        foreach (string name in names.Split(['|', '\n'], tidy))
        {
            yield return new Keyword(name, sections, "...", "", name, "") { Status = KeywordStatus.NotYet };
        }
    }

    /// <summary>What is said about such a word.</summary>
    public static string Message(string name) => $"'{name}' is known, but not supported yet.";
}
