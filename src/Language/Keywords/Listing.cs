using System;
using System.Collections.Generic;
using System.Text;

namespace Weir.Language.Keywords;

/// <summary>Rows as text, one line a keyword: what <c>-dKcfg</c> prints.</summary>
public static class Listing
{
    private static readonly (Sections Section, char Letter)[] Letters =
    [
        (Sections.Global, 'G'), (Sections.Defaults, 'D'), (Sections.Frontend, 'F'), (Sections.Listen, 'L'),
        (Sections.Backend, 'B'), (Sections.ServerLine, 's'), (Sections.BindLine, 'b'),
        (Sections.UserList, 'u'),
    ];

    /// <summary>
    /// Sorted by name: the places where the keyword may stand, name, arguments, and a mark for what is not
    /// done.
    /// </summary>
    public static string Text(IEnumerable<Keyword> keywords)
    {
        List<string> lines = [];
        foreach (Keyword keyword in keywords)
        {
            bool isReady = keyword.Status == KeywordStatus.Ready;
            string negation = keyword.CanNegate ? "[no] " : "";
            string arguments = isReady ? keyword.Arguments : "";
            string line = $"{Places(keyword.In)}  {negation}{keyword.Name} {arguments}";
            lines.Add(line.TrimEnd() + (isReady ? "" : "  # not supported yet"));
        }

        lines.Sort(static (left, right) => string.CompareOrdinal(Sortable(left), Sortable(right)));
        return string.Join('\n', lines) + "\n";
    }

    private static string Sortable(string line) =>
        line[(Letters.Length + 2)..].Replace("[no] ", "", StringComparison.Ordinal) + line;

    private static string Places(Sections sections)
    {
        StringBuilder places = new();
        foreach ((Sections section, char letter) in Letters)
        {
            places.Append((sections & section) != 0 ? letter : '-');
        }

        return places.ToString();
    }
}
