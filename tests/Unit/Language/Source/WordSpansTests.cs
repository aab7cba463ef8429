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
    [InlineData("a\vb\fc", "a|b|c")]
    [InlineData("\"\" '' x", "\"\"|''|x")]
    [InlineData(@"a\x20b ""$A \"" $B"" c", @"a\x20b|""$A \"" $B""|c")]
    public void AWordIsWhereSplittingFindsOne(string line, string words)
    {
        Assert.Equal(words, string.Join('|', Words.Spans(line).Select(span => line[span])));
        List<string> split = Words.Split(line, static _ => null, out _)!;
        Assert.Equal(split.Count, Words.Spans(line).Length);
    }

    [Fact]
    public void AListThatAVariableHoldsStandsInOnePlace() =>
        Assert.Equal(["a", "\"${A[*]-b c}\"", "d"], Words.Spans("a \"${A[*]-b c}\" d").Select(
            static span => "a \"${A[*]-b c}\" d"[span]));

    [Fact]
    public void AQuoteTooManyStandsForItself() =>
        Assert.Equal(["it's", "one"], Words.Spans("it's one", keepsQuotes: true).Select(
            static span => "it's one"[span]));
}
