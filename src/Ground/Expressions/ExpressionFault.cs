namespace Weir.Ground.Expressions;

/// <summary>Why a pattern cannot be compiled.</summary>
/// <param name="Message">In PCRE2's words where it has some, because HAProxy shows those.</param>
/// <param name="Offset">How much of the pattern had been read, in bytes.</param>
public sealed record ExpressionFault(string Message, int Offset);
