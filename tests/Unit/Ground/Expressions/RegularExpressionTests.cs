using System.Text;
using Weir.Ground.Expressions;
using Xunit;

namespace Weir.Tests.Unit.Ground.Expressions;

public sealed class RegularExpressionTests
{
    private const ExpressionOptions Posix = ExpressionOptions.Posix;
    private const ExpressionOptions Perl = ExpressionOptions.None;
    private const ExpressionOptions NoCase = ExpressionOptions.IgnoreCase;

    [Theory]
    [InlineData("abc", "xabcx", "1-4")]
    [InlineData("", "abc", "0-0")]
    [InlineData("a.c", "a\0c", "0-3")] // every byte is one
    [InlineData("a.c", "a\u00ffc", "0-3")]
    [InlineData("a*", "baa", "0-0")] // the first place wins, though a later match is longer
    [InlineData("a+", "baa", "1-3")]
    [InlineData("ab?c", "ac", "0-2")]
    [InlineData("a|b|c", "xc", "1-2")]
    [InlineData("(|a)b", "ab", "0-2 0-1")]
    [InlineData("()", "a", "0-0 0-0")]
    [InlineData("a{2}", "aaa", "0-2")]
    [InlineData("a{2,}", "aaaa", "0-4")]
    [InlineData("a{2,3}", "aaaa", "0-3")]
    [InlineData("a{0}b", "ab", "1-2")]
    [InlineData("a{0,1}b", "ab", "0-2")]
    [InlineData("(ab){2}", "ababab", "0-4 2-4")]
    [InlineData("(a|b)*c", "abbc", "0-4 2-3")] // a group remembers its last round
    [InlineData("(a)|(b)", "b", "0-1 ? 0-1")]
    [InlineData("^a", "ba", "none")]
    [InlineData("a$", "ab", "none")]
    [InlineData("^$", "", "0-0")]
    [InlineData("a^b", "ab", "none")]
    [InlineData("(^a|b)c", "bc", "0-2 0-1")]
    [InlineData("(a|b$)", "b", "0-1 0-1")]
    [InlineData("$", "ab", "2-2")]
    [InlineData("x*$", "axx", "1-3")]
    [InlineData("[abc]+", "xxbca", "2-5")]
    [InlineData("[^abc]+", "axyb", "1-3")]
    [InlineData("[]a]+", "x]a", "1-3")] // a bracket that comes first stands for itself
    [InlineData("[^]a]+", "]xa", "1-2")]
    [InlineData("[a-c-]+", "x-b", "1-3")]
    [InlineData("[-a]+", "x-a", "1-3")]
    [InlineData("[[:digit:]]+", "ab12", "2-4")]
    [InlineData("[[:alpha:]_]+", "1a_b2", "1-4")]
    [InlineData("[^[:space:]]+", " \tab ", "2-4")]
    [InlineData("[[:upper:]][[:lower:]]", "aBcD", "1-3")]
    [InlineData("[[:xdigit:]]{4}", "xyzDeaf", "3-7")]
    [InlineData("[[:punct:]]", "ab_c", "2-3")]
    [InlineData(@"\.html", "xhtml.html", "5-10")]
    [InlineData(@"\d+\s\w", "a12 b", "1-5")]
    [InlineData(@"\D\S\W", "1a_-", "1-4")]
    [InlineData(@"\bfoo\b", "foobar foo", "7-10")]
    [InlineData(@"o\B", "foo o", "1-2")]
    [InlineData(@"\x41\x5a", "AZ", "0-2")]
    [InlineData(@"(?:a|b)(c)", "bc", "0-2 1-2")]
    [InlineData("(a(b(c(d(e(f(g(h(i(j))))))))))", "abcdefghij", // only what \1 to \9 can name
        "0-10 0-10 1-10 2-10 3-10 4-10 5-10 6-10 7-10 8-10")]
    [InlineData("^([^ :]*) /static/(.*)", "GET /static/a.png HTTP/1.0", "0-26 0-3 12-26")]
    [InlineData("^(Host:).*", "Host: a", "0-7 0-5")]
    public void BothWaysOfReadingFind(string pattern, string line, string groups)
    {
        Assert.Equal(groups, Expressions.Groups(Expressions.Compiled(pattern, Posix), line));
        Assert.Equal(groups, Expressions.Groups(Expressions.Compiled(pattern, Perl), line));
    }

    [Theory]
    [InlineData("a|ab", "ab", "0-2", "0-1")]
    [InlineData("(a|ab)(c|bcd)", "abcd", "0-4 0-1 1-4", "0-4 0-1 1-4")]
    [InlineData("(foo|foobar)(.*)", "foobar", "0-6 0-3 3-6", "0-6 0-3 3-6")]
    [InlineData("(foo|foobar)", "foobar", "0-6 0-6", "0-3 0-3")]
    [InlineData("x*|b", "b", "0-1", "0-0")]
    [InlineData("a||b", "b", "0-1", "0-0")]
    [InlineData(@"[\.]", @"a\", "1-2", "none")] // in brackets a backslash is one
    [InlineData(@"[\d]", "a1", "none", "1-2")]
    [InlineData(@"[\]]", @"\]", "0-2", "1-2")]
    [InlineData(@"\<o", "<o o", "1-2", "0-2")]
    [InlineData(@"o\>", "o> o", "0-1", "0-2")]
    [InlineData("a*?", "aa", "0-2", "0-0")] // a star that may be missing, or a lazy one
    [InlineData("(a+?)(.*)", "aab", "0-3 0-2 2-3", "0-3 0-1 1-3")]
    [InlineData("*a", "*a", "1-2", "quantifier does not follow a repeatable item")]
    [InlineData("a**", "aa", "0-2", "quantifier does not follow a repeatable item")]
    [InlineData("a{,2}", "aaa", "0-2", "none")] // Perl sees a brace there
    [InlineData("a{x", "a{x", "a brace that begins no {} quantifier (write \\{)", "0-3")]
    [InlineData("{", "{", "quantifier does not follow a repeatable item", "0-1")]
    [InlineData(@"\j", "j", "0-1", "unrecognized character follows \\")]
    public void PosixAndPerlDiffer(string pattern, string line, string posix, string perl)
    {
        Assert.Equal(posix, Outcome(pattern, Posix, line));
        Assert.Equal(perl, Outcome(pattern, Perl, line));
    }

    [Theory]
    [InlineData("host", "HOST", "0-4")]
    [InlineData("HoSt", "hOsT", "0-4")]
    [InlineData("[a-f]+", "xABCx", "1-4")]
    [InlineData("[^a]", "A", "none")]
    [InlineData("[@-[]", "`", "none")] // only letters have cases
    [InlineData("\u00e4", "\u00c4", "none")]
    [InlineData(@"\x61", "A", "0-1")]
    public void LettersAreEqualInBothCasesWhenAsked(string pattern, string line, string groups)
    {
        Assert.Equal(groups, Expressions.Groups(Expressions.Compiled(pattern, Posix | NoCase), line));
        Assert.Equal(groups, Expressions.Groups(Expressions.Compiled(pattern, NoCase), line));
    }

    [Theory]
    [InlineData("(?i)host", "HOST", "0-4")]
    [InlineData("a(?i)b", "aB", "0-2")]
    [InlineData("a(?i)b", "Ab", "none")]
    [InlineData("(a(?i)b)c", "aBc", "0-3 0-2")]
    [InlineData("(a(?i)b)c", "aBC", "none")] // it holds up to the end of its group
    [InlineData("(?i:a)b", "Ab", "0-2")]
    [InlineData("(?i:a)b", "AB", "none")]
    [InlineData("(?i)a(?-i)b", "AB", "none")]
    [InlineData("(?<name>a)(?P<other>b)", "ab", "0-2 0-1 1-2")]
    [InlineData("a(?#what)b", "ab", "0-2")]
    [InlineData(@"[\w-]+", "a-b.", "0-3")]
    [InlineData(@"[^\s\]]+", " a]", "1-2")]
    [InlineData(@"\Aa\z", "a", "0-1")]
    [InlineData("a{2}?", "aaa", "0-2")]
    [InlineData("a{1,3}?b", "aab", "0-3")]
    [InlineData("(.*?),(.*)", "a,b,c", "0-5 0-1 2-5")]
    [InlineData("(.*),(.*)", "a,b,c", "0-5 0-3 4-5")]
    [InlineData("a??b", "ab", "0-2")]
    [InlineData("^.*?$", "abc", "0-3")]
    [InlineData(@"\x{41}", "A", "0-1")]
    public void WhatPerlHasBesides(string pattern, string line, string groups) =>
        Assert.Equal(groups, Expressions.Groups(Expressions.Compiled(pattern, Perl), line));

    [Theory]
    [InlineData("a(b", "missing closing parenthesis", 3)]
    [InlineData("a)", "unmatched closing parenthesis", 1)]
    [InlineData("[a", "missing terminating ] for character class", 2)]
    [InlineData("[]", "missing terminating ] for character class", 2)]
    [InlineData("[z-a]", "range out of order in character class", 4)]
    [InlineData("[[:foo:]]", "unknown POSIX class name", 8)]
    [InlineData("[[:alpha", "missing terminating ] for character class", 3)]
    [InlineData("[[.ab.]]", "POSIX collating elements are not supported", 7)]
    [InlineData("a\\", "\\ at end of pattern", 2)]
    [InlineData("a{3,2}", "numbers out of order in {} quantifier", 6)]
    [InlineData("a{65536}", "number too big in {} quantifier", 8)]
    [InlineData("a{99999999999999999999}", "number too big in {} quantifier", 23)]
    [InlineData(@"(a)\1", "back-references are not supported: they cannot be matched in linear time", 5)]
    [InlineData("a(?=b)", "look-around and atomic groups are not supported: they cannot be matched in linear "
        + "time", 3)]
    [InlineData("(?<!b)", "look-around and atomic groups are not supported: they cannot be matched in linear "
        + "time", 4)]
    [InlineData("(?z)", "unrecognized character after (? or (?-", 2)]
    [InlineData("(?<>a)", "subpattern name expected", 3)]
    [InlineData("(?<a", "syntax error in subpattern name (missing terminator?)", 4)]
    [InlineData("(?i", "missing closing parenthesis", 3)]
    public void WhatIsMalformedIsNamed(string pattern, string message, int offset)
    {
        var fault = new ExpressionFault(message, offset);
        Assert.Equal(fault, Expressions.FaultOf(pattern, Posix));
        Assert.Equal(fault, Expressions.FaultOf(pattern, Perl));
    }

    [Theory]
    [InlineData("a*+", "possessive quantifiers are not supported: they cannot be matched in linear time")]
    [InlineData("(*UTF)a", "(*VERB) not recognized or malformed")]
    [InlineData(@"\K", "unrecognized character follows \\")]
    [InlineData(@"\x{100}", "character code point value in \\x{} or \\o{} is too large")]
    public void WhatPerlHasAndLinearTimeHasNotIsNamed(string pattern, string message) =>
        Assert.Equal(message, Expressions.FaultOf(pattern, Perl).Message);

    [Fact]
    public void AsManyGroupsAreToldAsThereIsRoomFor()
    {
        RegularExpression expression = Expressions.Compiled("(a)(b)(c)", Posix);
        var two = new Capture[2];
        Assert.True(expression.Match("xabc"u8, two));
        Assert.Equal([new Capture(1, 4), new Capture(1, 2)], two);

        var five = new Capture[5];
        Assert.True(expression.Match("xabc"u8, five));
        Assert.Equal(Capture.None, five[4]);
    }

    [Theory]
    [InlineData("([a-z]+),([a-z]+);")]
    [InlineData(@"\b([a-z]+),([a-z]+);")]
    public void ALongLineIsReadAsAShortOneIs(string pattern)
    {
        string before = new('-', RegularExpression.LineMax - 8);
        RegularExpression expression = Expressions.Compiled(pattern, Posix);
        int at = before.Length;
        Assert.Equal($"{at}-{at + 8} {at}-{at + 3} {at + 4}-{at + 7}",
            Expressions.Groups(expression, before + "abc,def;"));
        Assert.Equal("none", Expressions.Groups(expression, before + "abc,def:"));
    }

    private static string Outcome(string pattern, ExpressionOptions options, string line)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(pattern);
        RegularExpression? compiled =
            RegularExpression.Compile(bytes, options, out ExpressionFault? fault);
        return compiled is null ? fault!.Message : Expressions.Groups(compiled, line);
    }
}
