using System.Collections.Generic;

namespace Weir.Language.Source;

/// <summary>One line with words on it.</summary>
/// <param name="File">Name of its file.</param>
/// <param name="Number">From 1.</param>
/// <param name="Words">One at least.</param>
public sealed record ConfigLine(string File, int Number, IReadOnlyList<string> Words)
{
    /// <summary>"file:line".</summary>
    public string Place => $"{File}:{Number}";
}
