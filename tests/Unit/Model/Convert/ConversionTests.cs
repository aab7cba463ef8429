using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Weir.Language.Keywords;
using Weir.Language.Reports;
using Weir.Language.Source;
using Weir.Model.Convert;
using Weir.Tests.Unit.Model.Keywords;
using Xunit;

namespace Weir.Tests.Unit.Model.Convert;

/// <summary>Texts in today's spelling mean what they meant, and are good as they are.</summary>
public sealed class ConversionTests
{
    private static readonly Sections[] EverySection =
        [Sections.Global, Sections.Defaults, Sections.Frontend, Sections.Listen, Sections.Backend];

    /// <summary>The guide's files, and how many of their lines have no equal today.</summary>
    public static TheoryData<string, int> EveryFileOfTheGuide()
    {
        TheoryData<string, int> data = [];
        foreach (string name in typeof(Config).Assembly.GetManifestResourceNames().Order())
        {
            data.Add(name, name switch
            {
                "guide/5-s1l1.cfg" or "guide/5-s2l1.cfg" => 1, // grace of one section
                "guide/2.2.cfg" => 1, // monitor-net
                _ => 0,
            });
        }

        return data;
    }

    public static TheoryData<string, Sections> EveryExample()
    {
        TheoryData<string, Sections> data = [];
        foreach (Keyword row in KeywordRowTests.Rows(KeywordStatus.Ready))
        {
            foreach (Sections section in EverySection.Where(section => (row.In & section) != 0))
            {
                data.Add(row.Example, section);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(EveryFileOfTheGuide))]
    public void AFileOfTheGuideMeansTheSameInTodaysSpelling(string name, int kept)
    {
        string text = Text(name);
        ConvertedText converted = Converted(text);
        ExpectTheSame(text, converted);
        Assert.Equal(kept, RemovedWords(converted.Text).Count);
        Assert.DoesNotMatch(@"(?m)^ *(listen|frontend) +\S+ +\S*:\d", converted.Text);
    }

    [Theory]
    [MemberData(nameof(EveryExample))]
    public void AnExampleMeansTheSameInTodaysSpelling(string line, Sections section)
    {
        string text = KeywordRowTests.InSection(section, line);
        ConvertedText converted = Converted(text);
        ExpectTheSame(text, converted);
        Assert.Equal(converted.Marked, RemovedWords(converted.Text).Count);
        Assert.Equal(RemovedWords(text).Count, converted.Changed + converted.Marked);
        if (section == Sections.Listen && !line.StartsWith("bind ", StringComparison.Ordinal))
        {
            string classic = text.Replace("listen l\n bind :80", "listen l :80", StringComparison.Ordinal);
            ExpectTheSame(classic, Converted(classic));
        }
    }

    [Theory]
    [MemberData(nameof(EveryServerWord))]
    public void AServerWordMeansTheSameInTodaysSpelling(string words)
    {
        string text = $"{Config.QuietDefaults}listen l :80\n server s 127.0.0.1 check {words}\n"
            + "backend example\n server one 127.0.0.1:80 check\n";
        ExpectTheSame(text, Converted(text));
    }

    public static TheoryData<string> EveryServerWord() => [.. KeywordRowTests.Rows(KeywordStatus.Ready)
        .Where(static row => row.In == Sections.ServerLine && row.Name is not ("track" or "disabled"))
        .Select(static row => row.Example)];

    private static string Text(string name)
    {
        string text = Config.Resource(name);
        if (name != "guide/2-weights.cfg") return text;
        string whole = Config.Resource("guide/2.cfg"); // it replaces the servers of section 2
        return whole[..whole.IndexOf(" server ", StringComparison.Ordinal)] + text;
    }

    private static ConvertedText Converted(string text)
    {
        ConvertedText? converted =
            Converter.Convert(new SourceFile("t.cfg", text), Config.Options(), out ReportList reports);
        Assert.True(converted is not null, $"{text}\n{string.Join('\n', Config.Texts(reports))}");
        return converted;
    }

    private static void ExpectTheSame(string text, ConvertedText converted)
    {
        ConvertedText again = Converted(converted.Text);
        Assert.Equal(converted.Text, again.Text);
        Assert.Equal(0, again.Changed);
        if (Regex.IsMatch(converted.Text, "http-re(quest|sponse) (add|del|replace)-|fhdr"))
        {
            return; // by other means; see ConvertedLineTests
        }

        bool hasDispatch = converted.Text.Contains("server dispatch ", StringComparison.Ordinal);
        string before = PlanDump.Of(Config.Good(text), hasDispatch);
        Assert.Equal(before, PlanDump.Of(Config.Good(converted.Text), hasDispatch));
    }

    private static List<string> RemovedWords(string text) => Config.Messages(text).FindAll(
        static message => message.Contains(" belongs to older versions.", StringComparison.Ordinal));
}
