using System.Linq;
using Weir.Tests.Tidy.Source;
using Xunit;

namespace Weir.Tests.Tidy;

public sealed class RulesBite
{
    public static TheoryData<string> EveryRule => [.. RuleTable.Rows.Select(rule => rule.Name)];

    [Theory, MemberData(nameof(EveryRule))]
    public void ARuleFindsWhatBreaksIt(string name)
    {
        Rule rule = RuleTable.Rows.Single(row => row.Name == name);
        Assert.NotEmpty(rule.Check(SourceTree.Of(rule.Bad)));
    }

    [Theory, MemberData(nameof(EveryRule))]
    public void ARuleLeavesInPeaceWhatKeepsIt(string name)
    {
        Rule rule = RuleTable.Rows.Single(row => row.Name == name);
        Assert.Empty(rule.Check(SourceTree.Of(rule.Good)));
    }

    [Fact]
    public void AnExemptionWithoutAReasonIsRefused() =>
        Assert.Throws<System.FormatException>(() => Exemption.Parse("nesting  src/Ground/Time/A.cs#M"));
}
