using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using Weir.Language.Keywords;
using Weir.Main;

namespace Weir.Tests.Fuzz.Configurations;

/// <summary>What is changed: the guide's files, and files made of the keywords' own examples.</summary>
internal static class KnownTexts
{
    private static readonly (Sections In, string Line)[] Sections_ =
    [
        (Sections.Global, "global"),
        (Sections.Defaults, "defaults"),
        (Sections.Frontend, "frontend f"),
        (Sections.Listen, "listen l"),
        (Sections.Backend, "backend b"),
    ];

    /// <summary>Whole files.</summary>
    public static List<string> All()
    {
        List<string> all = [.. Guide()];
        foreach ((Sections section, string line) in Sections_)
        {
            all.AddRange(Ready(section).Select(row => $"{line}\n {row.Example}\n"));
        }

        all.AddRange(Ready(Sections.ServerLine).Select(
            static row => $"listen l 127.0.0.1:80\n server s 127.0.0.1:81 {row.Example}\n"));
        all.Add(string.Concat(Sections_.Select(static one => $"{one.Line}\n{Examples(one.In)}")));
        return all;
    }

    /// <summary>Every first word of a line, known ones of today that are not there yet among them.</summary>
    public static string[] Names() =>
        [.. Catalogue.Keywords.All.Select(static row => row.Name).Distinct().Order(StringComparer.Ordinal)];

    private static string Examples(Sections section) =>
        string.Concat(Ready(section).Select(static row => $" {row.Example}\n"));

    private static IEnumerable<string> Guide()
    {
        Assembly own = typeof(KnownTexts).Assembly;
        foreach (string name in own.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            using Stream stream = own.GetManifestResourceStream(name)!;
            using StreamReader reader = new(stream, Encoding.Latin1);
            yield return reader.ReadToEnd();
        }
    }

    private static IEnumerable<Keyword> Ready(Sections section) => Catalogue.Keywords.All.Where(
        row => row.Status == KeywordStatus.Ready && (row.In & section) != 0);
}
