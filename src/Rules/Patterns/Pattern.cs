namespace Weir.Rules.Patterns;

/// <summary>A value as it was written.</summary>
/// <param name="text">One char for each byte.</param>
/// <param name="ignoresCase">Capital and small letters are the same (<c>-i</c>).</param>
/// <param name="place">Where in a file it stands, as messages end; empty when it stands in the line.</param>
internal sealed class Pattern(string text, bool ignoresCase, string place)
{
    public string Text { get; } = text;

    public bool IgnoresCase { get; } = ignoresCase;

    public string Place { get; } = place;
}
