using Weir.Model.Contracts.Rules;

namespace Weir.Rules.Patterns;

/// <summary>
/// The values that a sample is looked for in, laid out for one way of matching. Thousands of them are meant
/// to cost little more than one; looking allocates nothing.
/// </summary>
internal abstract class PatternSet
{
    /// <summary>Whether a sample of the type that the way of matching takes is among them.</summary>
    public abstract bool Matches(in Sample sample);
}
