using System;
using System.Collections.Generic;

namespace Weir.Language.Keywords;

/// <summary>Whether a known word may be used.</summary>
public enum KeywordStatus
{
    Ready,

    /// <summary>Known from some HAProxy, not done here: refused, never ignored.</summary>
    NotYet,
}

/// <summary>One row: all that parser, listings, manual and tests need to know of a keyword.</summary>
/// <param name="Name">The word, or the words that together name it: <c>timeout client</c>.</param>
/// <param name="In">Where it may stand.</param>
/// <param name="Arguments">What follows the name, in the manual's notation.</param>
/// <param name="Default">What holds without it; empty when that goes without saying.</param>
/// <param name="Example">A line, or the words of one, that is accepted.</param>
/// <param name="Doc">What it does, in a sentence.</param>
public record Keyword(string Name, Sections In, string Arguments, string Default, string Example, string Doc)
{
    public KeywordStatus Status { get; init; }

    /// <summary><c>no NAME</c> is allowed.</summary>
    public bool CanNegate { get; init; }

    /// <summary>For a word of another era, what has come in its place. Its use is a warning.</summary>
    public Spelling? Today { get; init; }

    /// <summary>
    /// The same for one very line, whose arguments it is given; null when <see cref="Today"/> is all that can
    /// be said of that line.
    /// </summary>
    public Func<IReadOnlyList<string>, Spelling?>? TodayOf { get; init; }

    /// <summary>
    /// A quote in its line that nothing closes stands for itself: it was written when quotes had no meaning.
    /// </summary>
    public bool KeepsQuotes { get; init; }

    /// <summary>What the line with these arguments is today; null when it is of today.</summary>
    public Spelling? TodayFor(IReadOnlyList<string> arguments) => TodayOf?.Invoke(arguments) ?? Today;

    /// <summary>Its name: nobody asks for all fields.</summary>
    public sealed override string ToString() => Name;
}
