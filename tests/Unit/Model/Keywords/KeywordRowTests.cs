using System;
using System.Collections.Generic;
using System.Linq;
using Weir.Language.Keywords;
using Weir.Language.Reports;
using Weir.Language.Source;
using Weir.Main;
using Xunit;

namespace Weir.Tests.Unit.Model.Keywords;

/// <summary>What follows from the rows themselves: no new keyword can escape these tests.</summary>
public sealed class KeywordRowTests
{
    /// <summary>What examples name.</summary>
    private const string Example = "backend example\n mode http\n stick-table type ip size 1\n";

    private static readonly Sections[] EverySection =
    [
        Sections.Global, Sections.Defaults, Sections.Frontend, Sections.Listen, Sections.Backend,
        Sections.UserList,
    ];

    /// <summary>Name, sections (which together name a row), and a section to try it in.</summary>
    public static TheoryData<string, Sections, Sections> EveryKeywordInEverySection()
    {
        TheoryData<string, Sections, Sections> data = [];
        foreach (Keyword row in Rows(KeywordStatus.Ready).Where(static row => !IsWordOfALine(row)))
        {
            foreach (Sections section in EverySection.Where(section => !IsAnotherRow(row, section)))
            {
                data.Add(row.Name, row.In, section);
            }
        }

        return data;
    }

    public static TheoryData<string> EveryServerWord() => WordsOf(Sections.ServerLine);

    public static TheoryData<string> EveryBindWord() => WordsOf(Sections.BindLine);

    public static TheoryData<string, Sections> EveryKeyword()
    {
        TheoryData<string, Sections> data = [];
        foreach (Keyword row in Rows(KeywordStatus.Ready))
        {
            data.Add(row.Name, row.In);
        }

        return data;
    }

    public static TheoryData<string, Sections> EveryKeywordWithSoManyWords()
    {
        TheoryData<string, Sections> data = [];
        foreach (Keyword row in Rows(KeywordStatus.Ready).Where(static row => !TakesAnyNumber(row)))
        {
            data.Add(row.Name, row.In);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(EveryKeywordInEverySection))]
    public void ExampleIsAcceptedExactlyWhereTheRowSays(string name, Sections rowIn, Sections section)
    {
        Keyword row = Row(name, rowIn);
        List<string> messages = Config.Messages(InSection(section, row.Example));
        if ((row.In & section) != 0)
        {
            List<string> words = Words.Split(row.Example, static _ => null, out _)!;
            Spelling? today = row.TodayFor(words[row.Name.Split(' ').Length..]);
            Assert.Equal(today is null ? 0 : 1, messages.Count);
            Assert.All(messages, text => Assert.EndsWith(
                $"the '{name}' directive belongs to older versions. {today!.Advice}", text));
            return;
        }

        string refusal = Assert.Single(messages);
        bool isProxyWord = (row.In & Sections.AnyProxy) != 0;
        bool isForProxies = (section & Sections.AnyProxy) != 0;
        bool isOfStats = name.StartsWith("stats ", StringComparison.Ordinal);
        string expected = isForProxies && !isProxyWord && isOfStats ? "unknown stats "
            : !isProxyWord || !isForProxies ? "unknown keyword '"
            : section == Sections.Defaults || name is "server" or "default-server" ? "' not allowed "
            : "' ignored because ";
        Assert.Contains(expected, refusal);
    }

    [Theory]
    [MemberData(nameof(EveryServerWord))]
    public void ExampleOfAServerWordIsAcceptedOnAServerLineOnly(string name)
    {
        Keyword row = Row(name, Sections.ServerLine);
        string tracked = " server one 127.0.0.1:80 check\n"; // in the last section, which is called "example"
        Assert.Empty(
            Config.Messages(InSection(Sections.Listen, $"server s 127.0.0.1:80 {row.Example}") + tracked));
        if (!Rows(KeywordStatus.Ready).Concat(Rows(KeywordStatus.NotYet)).Any(
            other => other.Name.Split(' ')[0] == name && (other.In & Sections.Listen) != 0))
        {
            string refusal = Assert.Single(Config.Messages(InSection(Sections.Listen, row.Example)));
            Assert.Contains($"unknown keyword '{name}' in 'listen' section", refusal);
        }
    }

    [Theory]
    [MemberData(nameof(EveryBindWord))]
    public void ExampleOfABindWordIsAcceptedOnABindLineOnly(string name)
    {
        Keyword row = Row(name, Sections.BindLine);
        Assert.Empty(Config.Messages(InSection(Sections.Listen, $"bind :81 {row.Example}")));
        Assert.NotEmpty(Config.Messages(InSection(Sections.Global, row.Example)));
    }

    [Theory]
    [MemberData(nameof(EveryKeywordWithSoManyWords))]
    public void AWordTooManyIsRefused(string name, Sections rowIn)
    {
        Keyword row = Row(name, rowIn);
        Sections section = IsWordOfALine(row)
            ? Sections.Listen
            : EverySection.First(one => (rowIn & one) != 0);
        string line = rowIn switch
        {
            Sections.ServerLine => $"server s 127.0.0.1:80 {row.Example}",
            Sections.BindLine => $"bind :81 {row.Example}",
            _ => row.Example,
        };
        ReportList reports = Reports(InSection(section, line + " surplus-word"));
        Report alert = Assert.Single(reports, static report => report.Severity == Severity.Alert);
        Assert.True(alert is { File.Length: > 0, Line: > 0, Message.Length: > 0 });
        if (row.Arguments.Length == 0)
        {
            // Rows with arguments have their own wrong uses.
            Assert.EndsWith(
                IsWordOfALine(row) ? "unknown keyword 'surplus-word'"
                    : $"'{name}' cannot handle unexpected argument 'surplus-word'",
                alert.Message.TrimEnd('.'));
        }
    }

    [Theory]
    [MemberData(nameof(EveryKeyword))]
    public void ARowTellsWhatItIs(string name, Sections rowIn)
    {
        Keyword row = Row(name, rowIn);
        Assert.StartsWith(name, row.Example);
        Assert.EndsWith(".", row.Doc);
        Assert.True(row.Arguments.Length == 0 || row.Example.Length > name.Length);
    }

    [Fact]
    public void EveryLaterWordIsRefusedByNameWhereItBelongs()
    {
        foreach (Keyword row in Rows(KeywordStatus.NotYet))
        {
            Sections section = EverySection.FirstOrDefault(one => (row.In & one) != 0, Sections.Listen);
            string line = row.In switch
            {
                Sections.ServerLine => $"server s 127.0.0.1:80 {row.Name} x",
                Sections.BindLine => $"bind 127.0.0.1:81 {row.Name} x",
                _ => $"{row.Name} x",
            };
            string refusal = Assert.Single(Config.Messages(InSection(section, line)));
            Assert.EndsWith($"'{row.Name}' is known, but not supported yet.", refusal);
            Assert.StartsWith("Alert: parsing [t.cfg:", refusal);
        }
    }

    [Fact]
    public void EveryRowIsListed()
    {
        string listing = Listing.Text(Catalogue.Keywords.All);
        Assert.Equal(Catalogue.Keywords.All.Count(), listing.Count(static c => c == '\n'));
        Assert.Contains("-DFL----  timeout client <timeout>\n", listing);
        Assert.Contains("-----s--", listing);
    }

    /// <summary>A configuration that draws no report by itself, with one line more in one section.</summary>
    internal static string InSection(Sections section, string line) => section switch
    {
        Sections.Global => $"global\n {line}\n",
        Sections.UserList => $"userlist people\n user scott\n group cats\n {line}\n",
        Sections.Defaults => $"{Config.QuietDefaults} {line}\n{Example}",
        Sections.Frontend => $"{Config.QuietDefaults}frontend f\n bind :80\n {line}\n{Example}",
        Sections.Listen => $"{Config.QuietDefaults}listen l\n bind :80\n {line}\n{Example}",
        _ => $"{Config.QuietDefaults}backend b\n {line}\n{Example}",
    };

    internal static IEnumerable<Keyword> Rows(KeywordStatus status) =>
        Catalogue.Keywords.All.Where(row => row.Status == status);

    private static bool IsWordOfALine(Keyword row) => row.In is Sections.ServerLine or Sections.BindLine;

    private static TheoryData<string> WordsOf(Sections line) =>
        [.. Rows(KeywordStatus.Ready).Where(row => row.In == line).Select(static row => row.Name)];

    private static bool TakesAnyNumber(Keyword row) =>
        row.Arguments is "<text>" || row.Arguments.TrimEnd(']').EndsWith("...", StringComparison.Ordinal);

    private static Keyword Row(string name, Sections rowIn) =>
        Catalogue.Keywords.All.Single(row => row.Name == name && row.In == rowIn);

    /// <summary>
    /// There the line is one of another row: <c>stats</c> in global has nothing to do with a page.
    /// </summary>
    private static bool IsAnotherRow(Keyword row, Sections section)
    {
        bool isOfOtherFamily = (row.In & Family(section)) == 0;
        return Catalogue.Keywords.All.Any(other => other != row && (other.In & Family(section)) != 0
            && (other.Name == row.Name || (isOfOtherFamily && Shares(other.Name, row.Name))));
    }

    private static bool Shares(string one, string other) =>
        one.StartsWith(other + " ", StringComparison.Ordinal)
        || other.StartsWith(one + " ", StringComparison.Ordinal);

    private static Sections Family(Sections section) =>
        (section & Sections.AnyProxy) == 0 ? section : Sections.AnyProxy;

    private static ReportList Reports(string text)
    {
        Config.Load(text, out ReportList reports);
        return reports;
    }
}
