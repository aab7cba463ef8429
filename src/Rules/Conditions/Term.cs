namespace Weir.Rules.Conditions;

/// <summary>One condition within others.</summary>
/// <param name="acl">What is asked.</param>
/// <param name="isNegated">It must not hold (<c>!</c>).</param>
internal sealed class Term(Acl acl, bool isNegated)
{
    public Acl Acl { get; } = acl;

    public bool IsNegated { get; } = isNegated;
}
