namespace Weir.Tests.Tidy;

/// <summary>One place where the source breaks a rule.</summary>
/// <param name="Path">From the repository's root, with forward slashes.</param>
/// <param name="Line">Counted from 1.</param>
/// <param name="Symbol">The function or type at fault, so that one of them can be exempted; empty: the whole
/// file.</param>
/// <param name="Says">What is wrong, with the figure or the word.</param>
internal sealed record Violation(string Path, int Line, string Symbol, string Says);
