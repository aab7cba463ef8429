using System.Collections.Generic;
using System.Linq;
using Weir.Language.Keywords;
using Weir.Language.Source;
using Weir.Main;

namespace Weir.Tests.Process.Keywords;

/// <summary>The keywords' rows, and files with one line of theirs.</summary>
internal static class Rows
{
    private const string Quiet =
        "defaults\n mode http\n timeout client 1s\n timeout connect 1s\n timeout server 1s\n";

    /// <summary>What examples name.</summary>
    private const string Example = "backend example\n stick-table type ip size 1";

    private static readonly Sections[] EverySection =
        [Sections.Global, Sections.Listen, Sections.Frontend, Sections.Backend, Sections.Defaults];

    public static IEnumerable<Keyword> All => Catalogue.Keywords.All.OrderBy(static row => row.Name);

    public static IEnumerable<Keyword> Ready => All.Where(static row => row.Status == KeywordStatus.Ready);

    /// <summary>What the row's example is today; null when it is of today.</summary>
    public static Spelling? Today(Keyword row)
    {
        List<string> words = Words.Split(row.Example, static _ => null, out _)!;
        return row.TodayFor(words[row.Name.Split(' ').Length..]);
    }

    /// <summary>A file that draws no warning, with the row's example in a place for it.</summary>
    public static string FileWith(Keyword row) => row.In switch
    {
        Sections.ServerLine => Listen($"server s 127.0.0.1:80 {row.Example}"),
        Sections.BindLine => Listen($"bind 127.0.0.1:2 {row.Example}"),
        _ => FileWith(row.Example, EverySection.First(section => (row.In & section) != 0)),
    };

    /// <summary>
    /// A file with the example of every row of a place, save 'quiet', which would silence them; and the rows
    /// by their lines, null where it is none of theirs.
    /// </summary>
    public static string FileOf(Sections place, out List<Keyword?> rows)
    {
        List<string> lines = [.. Quiet.TrimEnd('\n').Split('\n')];
        lines.AddRange(place switch
        {
            Sections.Global => ["global"],
            Sections.Defaults => ["defaults"],
            Sections.Backend => ["backend b"],
            Sections.Frontend => ["frontend f", " bind 127.0.0.1:1"],
            _ => ["listen l", " bind 127.0.0.1:1"],
        });
        rows = [.. Enumerable.Repeat<Keyword?>(null, lines.Count)];
        foreach (Keyword row in Ready.Where(row => (row.In & place) != 0 && row.Name != "quiet"))
        {
            lines.Add(place switch
            {
                Sections.ServerLine => $" server s{rows.Count} 127.0.0.1:80 {row.Example}",
                Sections.BindLine => $" bind 127.0.0.1:{rows.Count} {row.Example}",
                _ => " " + row.Example,
            });
            rows.Add(row);
        }

        return string.Join('\n', [.. lines, Example, " server one 127.0.0.1:80 check", ""]);
    }

    private static string FileWith(string line, Sections section) => section switch
    {
        Sections.Global => $"global\n {line}\n{Listen("")}",
        Sections.Defaults => $"{Quiet} {line}\nfrontend f\n bind 127.0.0.1:1\n",
        Sections.Frontend => $"{Quiet}frontend f\n bind 127.0.0.1:1\n {line}\n{Example}\n",
        Sections.Backend => $"{Quiet}listen l\n bind 127.0.0.1:1\nbackend b\n {line}\n{Example}\n",
        _ => Listen(line),
    };

    private static string Listen(string line) =>
        $"{Quiet}listen l\n bind 127.0.0.1:1\n {line}\n{Example}\n server one 127.0.0.1:80 check\n";
}
