using System;
using System.Collections.Generic;
using Weir.Language.Keywords;
using Weir.Language.Reports;
using Weir.Language.Source;

namespace Weir.Model.Compile.Reading;

/// <summary>What is said about a line whose first words name no row.</summary>
internal sealed class UnknownWord(
    ConfigLine words, int start, KeywordIndex keywords, ReportList reports)
{
    public const string NegationLimits = "negation/default currently supported only for options and log.";

    public void Report(Sections section, string sectionName)
    {
        string first = words.Words[start];
        Line line = new(words, first, start + 1, reports);
        if (start == 0 && first is "no" or "default")
        {
            line.Error(first, NegationLimits);
        }
        else if (IsFamily(first, section))
        {
            Member(line, first, section);
        }
        else if (keywords.Find(words.Words, start, section, out _) is { } elsewhere)
        {
            line.Error(first, $"unknown keyword '{first}' in '{sectionName}' section",
                $"(it belongs to {Place(elsewhere.In)})");
        }
        else
        {
            line.Unknown(first, $"unknown keyword '{first}' in '{sectionName}' section", FirstWords(section));
        }
    }

    /// <summary><c>option foo</c>, <c>timeout foo</c>: the family is known, its member is not.</summary>
    private void Member(Line line, string family, Sections section)
    {
        string member = line.Next() ?? "";
        IEnumerable<string> known = keywords.Names(section, family);
        if (family == "option")
        {
            line.Unknown(member, member.Length == 0
                ? "'option' expects an option name."
                : $"unknown option '{member}'.", known);
            return;
        }

        List<string> quoted = [];
        foreach (string name in known)
        {
            Keyword? row = keywords.Find([family, name], 0, section, out _);
            if (row is { Status: KeywordStatus.Ready, Today: null })
            {
                quoted.Add($"'{name}'");
            }
        }

        quoted.Sort(StringComparer.Ordinal);
        if (family == "stats")
        {
            string which = member.Length == 0
                ? "missing keyword in 'stats'"
                : $"unknown stats parameter '{member}'";
            string words = $"{string.Join(", ", quoted[..^1])} or {quoted[^1]}";
            line.Unknown(member, $"{which}, expects {words}.", known);
            return;
        }

        line.Unknown(member, quoted.Count == 0
            ? $"unknown keyword '{family} {member}'"
            : $"'{family}' supports {string.Join(", ", quoted)} (got '{member}')", known);
    }

    private bool IsFamily(string word, Sections section)
    {
        if (keywords.IsFamily(word))
        {
            foreach (string _ in keywords.Names(section, word))
            {
                return true;
            }
        }

        return false;
    }

    private IEnumerable<string> FirstWords(Sections section)
    {
        foreach (string name in keywords.Names(section))
        {
            int end = name.IndexOf(' ', StringComparison.Ordinal);
            yield return end < 0 ? name : name[..end];
        }

        foreach (string name in new[] { "global", "defaults", "listen", "frontend", "backend", "userlist" })
        {
            yield return name;
        }
    }

    private static string Place(Sections sections) => sections switch
    {
        Sections.Global => "'global'",
        Sections.ServerLine => "'server' lines",
        Sections.BindLine => "'bind' lines",
        Sections.UserList => "'userlist'",
        _ => "proxy sections",
    };
}
