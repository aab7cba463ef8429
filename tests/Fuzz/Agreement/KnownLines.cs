using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Weir.Language.Keywords;
using Weir.Main;

namespace Weir.Tests.Fuzz.Agreement;

/// <summary>Good lines: the kept ones, and the examples of the keywords.</summary>
internal static class KnownLines
{
    private static readonly Sections[] s_sections =
        [Sections.Global, Sections.Defaults, Sections.Frontend, Sections.Listen, Sections.Backend];

    /// <summary>
    /// The lines of <c>Lines.cfg</c>. They are kept, not derived: a new keyword does not change what a seed
    /// stands for.
    /// </summary>
    public static List<Placed> Kept() => Of("agreement/Lines.cfg");

    /// <summary>Lines that tell in answers, of <c>Rules.cfg</c>.</summary>
    public static List<Placed> Rules() => Of("meaning/Rules.cfg");

    private static List<Placed> Of(string resource)
    {
        List<Placed> kept = [];
        Sections section = Sections.None;
        using Stream stream = typeof(KnownLines).Assembly.GetManifestResourceStream(resource)!;
        using StreamReader reader = new(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            if (line.StartsWith(' '))
            {
                kept.Add(new Placed(section, line.Trim()));
            }
            else
            {
                section = Enum.Parse<Sections>(line, ignoreCase: true);
            }
        }

        return kept;
    }

    /// <summary>Every example of a word of today, in every section where it may stand.</summary>
    public static List<Placed> Examples()
    {
        List<Placed> all = [];
        foreach (Keyword row in Catalogue.Keywords.All
            .Where(static row => row.Status == KeywordStatus.Ready && row.Today is null)
            .OrderBy(static row => row.Name, StringComparer.Ordinal))
        {
            all.AddRange(row.In switch
            {
                Sections.ServerLine =>
                    [new Placed(Sections.Listen, $"server {row.Name} 127.0.0.1:81 {row.Example}")],
                Sections.BindLine => [new Placed(Sections.Frontend, $"bind 127.0.0.1:8003 {row.Example}")],
                _ => s_sections.Where(section => (row.In & section) != 0)
                    .Select(section => new Placed(section, row.Example)),
            });
        }

        return all;
    }
}
