using System.Collections.Generic;
using Weir.Language.Reports;
using Weir.Language.Source;
using Xunit;

namespace Weir.Tests.Unit.Language.Source;

public sealed class SourceReaderTests
{
    [Fact]
    public void LinesComeWithTheirNumbersAndWithoutEmptyOnes() =>
        Assert.Equal(["1:a", "4:b c"], Lines("a\n\n # only words count\nb c\n"));

    [Fact]
    public void CarriageReturnBeforeTheLineEndIsIgnored() =>
        Assert.Equal(["1:a", "2:b"], Lines("a\r\nb \r\r\n"));

    [Theory]
    [InlineData("a\rb\n", "Alert 1 stray carriage return at position 2:\n  a\rb\n   ^")]
    [InlineData("'a\rb'\n", "Alert 1 stray carriage return at position 3:\n  'a\rb'\n    ^")]
    [InlineData("\"a\rb\"\n", "Alert 1 stray carriage return at position 3:\n  \"a\rb\"\n    ^")]
    [InlineData("a\0b\n", "Alert 1 Stray NUL character at position 2.")]
    [InlineData("# \0\n", "Alert 1 Stray NUL character at position 3.")]
    public void BytesThatWouldHideTheRestOfALineAreRefused(string text, string report)
    {
        Assert.Empty(Lines(text, out List<string> reports));
        Assert.Equal([report], reports);
    }

    [Fact]
    public void AfterAThousandErrorsNothingMoreIsRead()
    {
        string wrong = string.Concat(System.Linq.Enumerable.Repeat(".foo\n", SourceReader.AlertsMax));
        Assert.Equal(["1001:a", "1002:b"], Lines(wrong[5..] + "\na\nb\n", out _));
        Assert.Empty(Lines(wrong + "a\nb\n", out List<string> reports));
        Assert.Equal("Alert 1001 too many fatal errors (1000), stopping now.", reports[^1]);
        Assert.Equal(SourceReader.AlertsMax + 1, reports.Count);
    }

    [Fact]
    public void FeedsOfPagesAndTabulatorsAreBlanks() =>
        Assert.Equal(["2:a b c"], Lines("\f\n\fa\vb \fc\v\n # \r\n"));

    [Fact]
    public void AMissingLastLineFeedIsAWarning()
    {
        Assert.Equal(["1:a", "2:b"], Lines("a\nb", out List<string> reports));
        Assert.Equal(["Warning 2 missing LF on last line, file might have been truncated"], reports);
    }

    [Fact]
    public void ALongLineIsReadAndATooLongOneIsNot()
    {
        string word = new('x', SourceReader.LineMax - 2);
        Assert.Equal([$"1:a {word}"], Lines($"a {word}\n"));
        Assert.Equal(["2:b"], Lines($"a {word}x\nb\n", out List<string> reports));
        Assert.Equal(["Alert 1 line too long, limit: 65536."], reports);
    }

    [Theory]
    [InlineData(".if 1\na\n.else\nb\n.endif\nc\n", "2:a 6:c")]
    [InlineData(".if 0\na\n.else\nb\n.endif\nc\n", "4:b 6:c")]
    [InlineData(".if 0\na\n.elif 1\nb\n.elif 1\nc\n.else\nd\n.endif\n", "4:b")]
    [InlineData(".if 0\n.if 1\na\n.endif\n.elif 0\nb\n.endif\nc\n", "8:c")]
    [InlineData(".if 1\n .if 0\na\n .else\nb\n .endif\n.endif\n", "5:b")]
    [InlineData(".if 0\n \"unmatched\n.notice x y z\n.if foo\n.endif\n.endif\na\n", "7:a")]
    public void BlocksChooseLines(string text, string lines)
    {
        Assert.Equal(lines, string.Join(' ', Lines(text, out List<string> reports)));
        Assert.Empty(reports);
    }

    [Theory]
    [InlineData(".else\n", "Alert 1 lone '.else' with no matching '.if'.")]
    [InlineData(".elif 1\n", "Alert 1 lone '.elif' with no matching '.if'.")]
    [InlineData(".endif\n", "Alert 1 lone '.endif' with no matching '.if'.")]
    [InlineData(".if 1\n", "Alert 1 non-terminated '.if' block.")]
    [InlineData(".if 1\n.else\n.else\n.endif\n", "Alert 3 '.else' after '.else' is not permitted.")]
    [InlineData(".if 1\n.else\n.elif 1\n.endif\n", "Alert 3 '.elif' after '.else' is not permitted.")]
    [InlineData(".foo\n", "Alert 1 unknown directive '.foo'")]
    [InlineData(".if 1\n.endif x\n.endif\n", "Alert 2 Unexpected argument 'x' for '.endif'.")]
    public void MisplacedDirectivesAreReported(string text, string report)
    {
        Lines(text, out List<string> reports);
        Assert.Equal([report], reports);
    }

    [Fact]
    public void ABadConditionIsShownWithACaret()
    {
        Lines(" .if 1 || foo\n.endif\n", out List<string> reports);
        Assert.Equal(
            ["Alert 1 unparsable conditional expression 'foo' in '.if' at position 11:\n"
                + "   .if 1 || foo\n            ^"],
            reports);
    }

    [Fact]
    public void ABadLineIsShownWithACaretAndTheNextOnesAreRead()
    {
        Assert.Equal(["2:b"], Lines("a \"b\nb\n", out List<string> reports));
        Assert.Equal(["Alert 1 unmatched quote at position 3:\n  a \"b\n    ^"], reports);
    }

    [Theory]
    [InlineData(".diag a\n", "Diag 1 'a'.")]
    [InlineData(".notice \"hello world\"\n", "Notice 1 'hello world'.")]
    [InlineData(".warning a # b\n", "Warning 1 'a'.")]
    [InlineData(".alert a\n", "Alert 1 'a'.")]
    [InlineData(".notice\n", "Notice 1 ''.")]
    [InlineData(".notice hello world\n", "Alert 1 Unexpected argument 'world' for '.notice'."
        + " Use quotes if the message should contain spaces.")]
    public void MessagesAreReports(string text, string report)
    {
        Assert.Empty(Lines(text, out List<string> reports));
        Assert.Equal([report], reports);
    }

    [Fact]
    public void ThePlaceItselfIsAVariable() =>
        Assert.Equal(["2:f.cfg:2 s"], Lines("\n\"${.FILE}:${.LINE}\" \"${.SECTION}\"\n"));

    [Theory]
    [InlineData("old a\"b c\n", "1:old a\"b c")]
    [InlineData("old it's \"x\"\n", "1:old it's \"x\"")] // then every quote is one
    [InlineData("  old '\\ \\x41 #c\n", "1:old ' A")] // escapes are what they are
    public void InLinesOfOldAQuoteThatNothingClosesStandsForItself(string text, string line)
    {
        Assert.Equal([line], Lines(text, out List<string> reports));
        Assert.Equal(["Warning 1 unmatched quote in a 'old' line: every quote of the line is taken as it is "
            + "written."], reports);
    }

    [Fact]
    public void QuotesThatAreClosedAreQuotesInLinesOfOldToo() =>
        Assert.Equal(["1:old a b", "2:old c"], Lines("old \"a b\"\nold 'c'\n"));

    private static List<string> Lines(string text)
    {
        List<string> lines = Lines(text, out List<string> reports);
        Assert.Empty(reports);
        return lines;
    }

    private static List<string> Lines(string text, out List<string> reports)
    {
        ReportList list = new();
        List<string> lines = [];
        SourceReader reader = new(new ConditionFacts(static _ => null, "3.5.0", []), list)
        {
            Section = "s",
            KeepsQuotes = static word => word == "old",
        };
        reader.Read(
            new SourceFile("f.cfg", text), line =>
                lines.Add($"{line.Number}:{string.Join(' ', line.Words)}"));
        reports = [];
        foreach (Report report in list)
        {
            reports.Add($"{report.Severity} {report.Line} {report.Message}");
        }

        return lines;
    }
}
