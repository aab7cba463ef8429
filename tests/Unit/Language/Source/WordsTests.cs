using System.Collections.Generic;
using Weir.Language.Source;
using Xunit;

namespace Weir.Tests.Unit.Language.Source;

public sealed class WordsTests
{
    private static readonly Dictionary<string, string> Environment = new() { ["P"] = "p q", ["E"] = "" };

    [Theory]
    [InlineData("", "")]
    [InlineData("  \t ", "")]
    [InlineData("mode http", "mode|http")]
    [InlineData(" \tmode \t http  ", "mode|http")]
    [InlineData("mode http # why", "mode|http")]
    [InlineData("mode a#b", "mode|a")]
    [InlineData("# all of it", "")]
    public void SpacesSeparateAndAHashEndsTheLine(string line, string words) =>
        Assert.Equal(words, Split(line));

    [Theory]
    [InlineData(@"a\ b", "a b")]
    [InlineData(@"a\#b", "a#b")]
    [InlineData(@"a\\b", @"a\b")]
    [InlineData(@"a\tb\r\n", "a\tb\r\n")]
    [InlineData(@"\x41b", "Ab")]
    [InlineData(@"\""a\'", "\"a'")]
    [InlineData(@"\1\.\q", @"\1\.\q")]
    [InlineData(@"\$foo", @"\$foo")]
    [InlineData(@"foo\", @"foo\")]
    public void ABackslashEscapesWhatItKnowsAndStaysBeforeTheRest(string line, string word) =>
        Assert.Equal(word, Split(line));

    [Theory]
    [InlineData("\"a b\"", "a b")]
    [InlineData("\"a#b\"", "a#b")]
    [InlineData(@"""a\ b\#\x41\$P""", "a b#A$P")]
    [InlineData("\"it's\"", "it's")]
    [InlineData("h\"t\"t\"p\"", "http")]
    [InlineData("\"\" a", "|a")]
    public void WeakQuotesKeepSpacesAndKnowEscapes(string line, string words) =>
        Assert.Equal(words, Split(line));

    [Theory]
    [InlineData(@"'a\tb'", @"a\tb")]
    [InlineData(@"'\'", @"\")]
    [InlineData("'$P \"x\" #'", "$P \"x\" #")]
    [InlineData("a'b'\"c\"d", "abcd")]
    public void StrongQuotesKeepEverything(string line, string word) => Assert.Equal(word, Split(line));

    [Theory]
    [InlineData("\"$P\"", "p q")]
    [InlineData("\"${P}\"", "p q")]
    [InlineData("\"${P[*]}\"", "p|q")]
    [InlineData("\"x${P[*]}y\"", "xp|qy")]
    [InlineData("\"${NOX}\"", "")]
    [InlineData("\"${NOX-a b}\"", "a b")]
    [InlineData("\"${NOX[*]-a b}\"", "a|b")]
    [InlineData("\"${NOX-a b[*]}\"", "a b[*]")]
    [InlineData("\"${E-other}\"", "")]
    [InlineData("\"$NOX-a\"", "-a")]
    [InlineData("$P ${P}", "$P|${P}")]
    public void VariablesArePutIntoWeakQuotesOnly(string line, string words) =>
        Assert.Equal(words, Split(line));

    [Theory]
    [InlineData("mode \"http", "unmatched quote", 5)]
    [InlineData("mode 'http", "unmatched quote", 5)]
    [InlineData(@"mode \x00", "forbidden NUL character", 5)]
    [InlineData(@"mode \x4", "truncated or invalid hexadecimal sequence", 5)]
    [InlineData(@"mode ""\x4g""", "truncated or invalid hexadecimal sequence", 6)]
    [InlineData("mode \"$3\"", "forbidden first char in environment variable name", 7)]
    [InlineData("mode \"${3}\"", "forbidden first char in environment variable name", 8)]
    [InlineData("mode \"a$\"", "forbidden first char in environment variable name", 8)]
    [InlineData("mode \"${NO X}\"", "unmatched brace in environment variable name", 7)]
    [InlineData("mode \"${NOX\"", "unmatched brace in environment variable name", 7)]
    [InlineData("mode \"${NOX-a\"", "unmatched brace in environment variable name", 7)]
    public void AMalformedLineIsRefusedWithItsPlace(string line, string message, int position)
    {
        Assert.Null(Words.Split(line, static _ => null, out LineFault? fault));
        Assert.Equal(new LineFault(message, position), fault);
    }

    [Fact]
    public void SixtyFourWordsAreTheMost()
    {
        string line = string.Join(' ', new string('a', Words.WordsMax).ToCharArray());
        Assert.Equal(Words.WordsMax, Words.Split(line, static _ => null, out _)!.Count);
        Assert.Null(Words.Split(line + " last", static _ => null, out LineFault? fault));
        Assert.Equal("too many words, truncating after word 64: <last>", fault!.Message);
    }

    [Fact]
    public void JoinKeepsSpacesOutsideQuotesToo() =>
        Assert.Equal(" a b p q", Words.Join(" a \"b $P\"", Variable, out _));

    private static string Split(string line) => string.Join('|', Words.Split(line, Variable, out _)!);

    private static string? Variable(string name) => Environment.GetValueOrDefault(name);
}
