using System.Collections.Generic;
using System.Linq;
using Weir.Tests.Tidy.Source;
using Xunit;

namespace Weir.Tests.Tidy;

public sealed class SourceIsTidy
{
    private static readonly SourceTree Tree = SourceTree.OnDisk();

    private static readonly Exemption[] Exemptions = [.. Exemption.OnDisk()];

    public static TheoryData<string> EveryRule => [.. RuleTable.Rows.Select(rule => rule.Name)];

    [Theory, MemberData(nameof(EveryRule))]
    public void TheSourceKeepsEveryRule(string name)
    {
        Rule rule = RuleTable.Rows.Single(row => row.Name == name);
        List<string> broken =
        [
            .. from violation in rule.Check(Tree)
            where !Exemptions.Any(exemption => exemption.Covers(name, violation))
            select $"{violation.Path}:{violation.Line}: {violation.Says}",
        ];
        if (broken.Count > 0)
        {
            Assert.Fail($"{name}: {rule.Says}\n{string.Join('\n', broken)}");
        }
    }

    [Fact]
    public void EveryExemptionIsStillNeeded()
    {
        IEnumerable<Exemption> idle = Exemptions.Where(exemption => !IsNeeded(exemption));
        Assert.Empty(idle.Select(exemption => $"{exemption.Rule}  {exemption.Path}#{exemption.Symbol}"));
    }

    private static bool IsNeeded(Exemption exemption) =>
        RuleTable.Rows.Any(rule => rule.Name == exemption.Rule
            && rule.Check(Tree).Any(violation => exemption.Covers(rule.Name, violation)));
}
