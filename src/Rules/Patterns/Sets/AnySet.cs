using Weir.Model.Contracts.Rules;

namespace Weir.Rules.Patterns.Sets;

/// <summary>Everything that exists (<c>-m found</c>).</summary>
internal sealed class AnySet : PatternSet
{
    public override bool Matches(in Sample sample) => true;
}
