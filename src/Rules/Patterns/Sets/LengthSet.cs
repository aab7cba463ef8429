using Weir.Model.Contracts.Rules;

namespace Weir.Rules.Patterns.Sets;

/// <summary>Texts by their length in bytes (<c>-m len</c>).</summary>
internal sealed class LengthSet(NumberSet lengths) : PatternSet
{
    public override bool Matches(in Sample sample) => lengths.Has(sample.Bytes.Length);
}
