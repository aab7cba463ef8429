using System.Collections.Generic;
using System.Linq;
using Weir.Language.Source;
using Xunit;

namespace Weir.Tests.Unit.Language.Source;

public sealed class WordSpansTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(" \t# only", "")]
    [InlineData(" a  b\tc ", "a|b|c")]
    [InlineData("a#b", "a")]
    [InlineData(@"a\#b c # d", @"a\#b|c")]
    [InlineData(@"a\ b 'c # d' ""e\"" f""g", @"a\ b|'c # d'|""e\"" f""g")]
    [InlineData("a\\\tb", "a\\|b")]
    [InlineData(@"'a\' b", @"'a\'|b")]
    [InlineData(@"a\", @"a\")]
    public void AWordIsWhereSplittingFindsOne(string line, string words)
    {
        Assert.Equal(words, string.Join('|', WordSpans.Of(line).Select(span => line[span])));
        List<string> split = Words.Split(line, static _ => null, out _)!;
        Assert.Equal(split.Count, WordSpans.Of(line).Length);
    }

    [Fact]
    public void AQuoteTooManyStandsForItself() =>
        Assert.Equal(["it's", "one"], WordSpans.Of("it's one", keepsQuotes: true).Select(
            static span => "it's one"[span]));
}
