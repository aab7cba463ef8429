namespace Weir.Language.Source;

/// <summary>
/// <c>$NAME</c>, <c>${NAME}</c>, <c>${NAME-fallback}</c> or <c>${NAME[*]}</c> inside weak quotes (manual,
/// 2.3). Names that begin with a dot are the reader's own: <c>.FILE</c>, <c>.LINE</c>, <c>.SECTION</c>.
/// </summary>
/// <param name="Name">The part between the braces that is looked up.</param>
/// <param name="IsList">The value is split into words at its spaces.</param>
/// <param name="Fallback">What stands for a variable that is not set; null: nothing.</param>
/// <param name="End">Offset behind the reference.</param>
public sealed record VariableReference(string Name, bool IsList, string? Fallback, int End)
{
    /// <summary>Reads the reference whose dollar sign stands at <paramref name="at"/>.</summary>
    public static VariableReference? Read(string line, int at, out LineFault? fault)
    {
        bool braced = at + 1 < line.Length && line[at + 1] == '{';
        int start = braced ? at + 2 : at + 1;
        fault = null;
        if (start >= line.Length || !(char.IsAsciiLetter(line[start]) || line[start] is '_' or '.'))
        {
            fault = new LineFault("forbidden first char in environment variable name", start);
            return null;
        }

        int end = start + 1;
        while (end < line.Length && (char.IsAsciiLetterOrDigit(line[end]) || line[end] is '_' or '.'))
        {
            end++;
        }

        string name = line[start..end];
        return braced ? ReadTail(line, start, end, out fault) : new VariableReference(name, false, null, end);
    }

    private static VariableReference? ReadTail(string line, int start, int end, out LineFault? fault)
    {
        string name = line[start..end];
        bool isList = string.CompareOrdinal(line, end, "[*]", 0, 3) == 0;
        int at = isList ? end + 3 : end;
        string? fallback = null;
        if (at < line.Length && line[at] == '-')
        {
            int close = line.IndexOf('}', at);
            fallback = close < 0 ? null : line[(at + 1)..close];
            at = close < 0 ? line.Length : close;
        }

        fault = at < line.Length && line[at] == '}'
            ? null
            : new LineFault("unmatched brace in environment variable name", start - 1);
        return fault is null ? new VariableReference(name, isList, fallback, at + 1) : null;
    }
}
