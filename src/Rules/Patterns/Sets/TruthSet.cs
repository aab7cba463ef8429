using Weir.Model.Contracts.Rules;

namespace Weir.Rules.Patterns.Sets;

/// <summary>What is true (<c>-m bool</c>).</summary>
internal sealed class TruthSet : PatternSet
{
    public override bool Matches(in Sample sample) => sample.Number != 0;
}
