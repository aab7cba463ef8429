using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Weir.Language.Keywords;
using Weir.Tests.Process.Harness;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Process.Keywords;

/// <summary>
/// The keywords beside those of Debian's haproxy 2.6, place by place. Both know a word; or HAProxy alone does
/// it, and it is a row here that is refused by name; or Weir alone does it, and it is a removed word.
/// </summary>
public sealed partial class BesideHaproxy
{
    /// <summary>Done here and younger than 2.6.</summary>
    private static readonly string[] Younger = [];

    /// <summary>Removed words here because of what versions after 2.6 say of them.</summary>
    private static readonly string[] DroppedLater = ["dispatch", "transparent"];

    /// <summary>
    /// What Debian has built in of OpenTracing, and a word that stands behind another one only.
    /// </summary>
    private static readonly string[] NoKeywords = ["ot-group", "usesrc"];

    public static TheoryData<Sections> Places() =>
    [
        Sections.Global, Sections.Defaults, Sections.Frontend, Sections.Listen, Sections.Backend,
        Sections.ServerLine, Sections.BindLine,
    ];

    /// <summary>So that each is either done on both sides or a row that is refused by name.</summary>
    [Theory]
    [InlineData(Sections.Global, "global")]
    [InlineData(Sections.AnyProxy, "listen")]
    [InlineData(Sections.ServerLine, "server <name> <addr> ")]
    [InlineData(Sections.BindLine, "bind <addr> ")]
    public async Task WhatHaproxyListsIsARowHere(Sections place, string heading)
    {
        if (!Binaries.Runs(Product.Haproxy)) return;
        HashSet<string> names = [.. NamesOf(await Listing(), heading)];
        Assert.True(names.Count > 20, string.Join(' ', names));
        List<Keyword> here = [.. Rows.All.Where(row => (row.In & place) != 0)];
        Assert.All(names.Except(NoKeywords), name => Assert.Contains(here, row => IsNamedBy(row, name)));
    }

    [Fact]
    public async Task WhatHaproxyListsOfActionsIsKnownHere()
    {
        if (!Binaries.Runs(Product.Haproxy)) return;
        List<string> lines = [];
        foreach (string line in await Listing())
        {
            Match action = Action().Match(line);
            string name = action.Groups["name"].Value;
            if (!action.Success || NoKeywords.Contains(name)) continue;
            string end = !action.Groups["tail"].Success ? "" : name == "track-sc" ? "0" : "(x)";
            lines.Add($" {action.Groups["list"].Value} {name}{end}");
        }

        using Place place = new();
        string file = place.Write("all.cfg", $"listen l\n mode http\n{string.Join('\n', lines)}\n");
        Finished ran = await Finished.Run(Product.Weir, "-c", "-f", file);
        Assert.True(lines.Count > 80, string.Join('\n', lines));
        Assert.DoesNotContain(" but got '", ran.Errors);
        Assert.DoesNotContain("unknown", ran.Errors);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task WhatWeirAloneDoesIsARemovedWord(Sections section)
    {
        if (!Binaries.Runs(Product.Haproxy)) return;
        using Place place = new();
        string file = place.Write("all.cfg", Rows.FileOf(section, out List<Keyword?> rows));
        Finished ran = await Finished.Run(Product.Haproxy, "-c", "-f", file);
        HashSet<Keyword> complained = [];
        HashSet<Keyword> gone = [];
        foreach (Match report in Report().Matches(ran.Errors))
        {
            if (rows.ElementAtOrDefault(int.Parse(report.Groups["line"].Value) - 1) is not { } row) continue;
            complained.Add(row);
            if (Gone().IsMatch(report.Groups["text"].Value)) gone.Add(row);
        }

        List<Keyword> removed = rows.OfType<Keyword>().ToList().FindAll(
            static row => Rows.Today(row) is not null);
        Assert.Empty(Names(gone.Except(removed)).Except(Younger));
        Assert.Empty(Names(removed.Except(complained)).Except(DroppedLater));
    }

    private static async Task<string[]> Listing()
    {
        using Place place = new();
        Finished ran = await Finished.Run(Product.Haproxy, "-c", "-dKall", "-f", place.Good());
        Assert.Equal(0, ran.ExitCode);
        return ran.Output.Split('\n');
    }

    /// <summary>The names below a heading; those with a prefix of their own are found by that.</summary>
    private static IEnumerable<string> NamesOf(string[] listing, string heading)
    {
        bool isPrefix = heading.EndsWith(' ');
        bool isBelow = false;
        foreach (string line in listing)
        {
            isBelow = line.StartsWith('\t') ? isBelow : line == (isPrefix ? "listen" : heading);
            string text = line.Trim('\t');
            bool isOfLine = text.StartsWith("bind <", StringComparison.Ordinal)
                || text.StartsWith("server <", StringComparison.Ordinal);
            if (!isBelow || text == line || isPrefix != isOfLine) continue;
            if (isPrefix && !text.StartsWith(heading, StringComparison.Ordinal)) continue;
            string[] words = (isPrefix ? text[heading.Length..] : text).Split(' ');
            bool isFirstOfTwo = words.Length > 1 && words[0] is "option" or "ssl";
            yield return !isFirstOfTwo ? words[0] : words[0] == "ssl" ? words[1] : $"option {words[1]}";
        }
    }

    private static bool IsNamedBy(Keyword row, string name) =>
        row.Name == name || row.Name.StartsWith(name + " ", StringComparison.Ordinal);

    private static IEnumerable<string> Names(IEnumerable<Keyword> rows) =>
        rows.Select(static row => row.Name);

    [GeneratedRegex(@"^\t(?<list>http-request|http-response) (?<name>[\w-]+)(?<tail>\*)?$")]
    private static partial Regex Action();

    [GeneratedRegex(@"\[[^\]]*all\.cfg:(?<line>\d+)\] ?:? ?(?<text>.*)")]
    private static partial Regex Report();

    [GeneratedRegex("unknown (?:keyword|option)|not supported any ?more|doesn't exist anymore|deprecated")]
    private static partial Regex Gone();
}
