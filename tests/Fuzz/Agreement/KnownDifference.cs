using System.Text.RegularExpressions;

namespace Weir.Tests.Fuzz.Agreement;

/// <summary>Something that the two judge differently, and why that is meant.</summary>
/// <param name="IsOwnAcceptance">Weir accepts it.</param>
/// <param name="Says">What is said of it, as a regular expression.</param>
/// <param name="Example">A file that shows it.</param>
/// <param name="Why">Why it stays.</param>
internal sealed record KnownDifference(bool IsOwnAcceptance, Regex Says, string Example, string Why)
{
    public bool Covers(Difference difference) =>
        difference.IsOwnAcceptance == IsOwnAcceptance && Says.IsMatch(difference.Said);
}
