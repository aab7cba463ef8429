using Weir.Language.Source;
using Xunit;

namespace Weir.Tests.Unit.Language.Source;

public sealed class WordTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a/b:c=d,e;f(g)[h]{i}$j%k", "a/b:c=d,e;f(g)[h]{i}$j%k")]
    [InlineData("", "''")]
    [InlineData("two words", "'two words'")]
    [InlineData(@"^(.*)\.html$", @"'^(.*)\.html$'")]
    [InlineData("a#b", "'a#b'")]
    [InlineData("say \"x\"", "'say \"x\"'")]
    [InlineData("it's", "\"it's\"")]
    [InlineData("it's $5 \"or\" \\6", "\"it's \\$5 \\\"or\\\" \\\\6\"")]
    [InlineData("a\r\nb\tc", "\"a\\r\\nb\\tc\"")]
    [InlineData("\u0001\u00e9", "\"\\x01\\xe9\"")]
    public void AWordIsReadAsItWas(string word, string written)
    {
        Assert.Equal(written, WordText.Quoted(word));
        Assert.Equal([word], Words.Split(written, static _ => "variable", out _));
    }
}
