using Weir.Language.Keywords;

namespace Weir.Model.Keywords.Process;

/// <summary>Settings of which the first line counts.</summary>
internal static class Once
{
    /// <summary>
    /// Whether the line is the first of its kind and right. A later one is told and changes nothing.
    /// </summary>
    /// <param name="line">Its arguments have been read.</param>
    /// <param name="isUnset">Nothing has been set so far.</param>
    /// <param name="name">What is set; the keyword's name in quotes when null.</param>
    public static bool IsFirst(Line line, bool isUnset, string? name = null)
    {
        if (!isUnset && !line.HasFailed)
        {
            line.Warn(line.Name, $"{name ?? $"'{line.Name}'"} already specified. Continuing.");
        }

        return isUnset && !line.HasFailed;
    }
}
