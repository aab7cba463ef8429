namespace Weir.Rules.Rewriting;

/// <summary>What a classic word does with the lines that it finds.</summary>
internal enum LineKind : byte
{
    Add,
    Allow,
    Delete,
    Deny,
    Pass,
    Replace,
    Switch,
    Tarpit,
}

/// <summary>A word of the family.</summary>
/// <param name="Name">Its keyword.</param>
/// <param name="Kind">What it does.</param>
/// <param name="IsResponse">What it looks at is what servers say; else what clients do.</param>
/// <param name="IgnoresCase">Letters are equal in both cases to it.</param>
internal readonly record struct LineWord(
    string Name, LineKind Kind, bool IsResponse = false, bool IgnoresCase = false);
