using System.Collections.Generic;

namespace Weir.Language.Keywords;

/// <summary>
/// What a line with a word of another era is today. What its warning says and what <c>weir convert</c> writes
/// both come from here.
/// </summary>
public sealed class Spelling
{
    private Spelling(string advice) => Advice = advice;

    /// <summary>What to do about it, as a sentence.</summary>
    public string Advice { get; }

    /// <summary>The word in its place that takes the same arguments; empty: there is none.</summary>
    public string Name { get; private init; } = "";

    /// <summary>The lines that say the same; none when only advice can be given.</summary>
    public IReadOnlyList<string> Lines { get; private init; } = [];

    /// <summary>The line has no effect and can go.</summary>
    public bool IsIdle { get; private init; }

    /// <summary>What its use draws as a warning; empty: that the word belongs to older versions.</summary>
    public string Complaint { get; private set; } = "";

    /// <summary>Another word, with the same arguments.</summary>
    public static Spelling Renamed(string name) => new($"Use '{name}'.") { Name = name };

    /// <summary>Other lines, in the place of one.</summary>
    public static Spelling Written(params string[] lines) =>
        new($"Write today: {string.Join(" and: ", lines)}") { Lines = lines };

    /// <summary>Nothing any more.</summary>
    /// <param name="because">Why, as the end of a sentence.</param>
    public static Spelling Idle(string because = "") =>
        new(because.Length == 0 ? "Remove it." : $"Remove it: {because}.") { IsIdle = true };

    /// <summary>Something else, which its author has to find.</summary>
    public static Spelling Advised(string advice) => new(advice);

    /// <summary>The same, with a warning in words of its own.</summary>
    public Spelling With(string complaint)
    {
        Complaint = complaint;
        return this;
    }
}
