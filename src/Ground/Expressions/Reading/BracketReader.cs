namespace Weir.Ground.Expressions.Reading;

/// <summary>A bracket expression: <c>[^a-z[:digit:]_]</c>. Its first <c>[</c> has been read.</summary>
internal sealed class BracketReader(PatternCursor cursor, bool isPosix)
{
    private const string Unterminated = "missing terminating ] for character class";

    private ByteSet _set;

    public ByteSet Read(bool ignoreCase)
    {
        bool isNegated = cursor.Take('^');
        do
        {
            Item(); // at once: a bracket that comes first stands for itself
        }
        while (cursor.Fault is null && !cursor.Take(']'));
        ByteSet set = ignoreCase ? _set.BothCases() : _set;
        return isNegated ? ~set : set;
    }

    private void Item()
    {
        ByteSet first = Element();
        bool isRange = cursor.Rest.Length > 1 && cursor.Rest[0] == '-' && cursor.Rest[1] != ']';
        if (first.Single < 0 || !isRange)
        {
            _set |= first;
            return;
        }

        cursor.At++;
        ByteSet last = Element();
        if (last.Single < 0)
        {
            _set |= first | ByteSet.Of((byte)'-') | last; // no range leads to a class
        }
        else if (last.Single < first.Single)
        {
            cursor.Refuse("range out of order in character class");
        }
        else
        {
            _set |= ByteSet.Range((byte)first.Single, (byte)last.Single);
        }
    }

    private ByteSet Element()
    {
        if (cursor.IsAtEnd)
        {
            cursor.Refuse(Unterminated);
            return default;
        }

        if (cursor.Take("[:"u8))
        {
            return Class(cursor.Until(":]"u8));
        }

        if (cursor.Take("[."u8))
        {
            return Collating(cursor.Until(".]"u8));
        }

        if (cursor.Take("[="u8))
        {
            return Collating(cursor.Until("=]"u8));
        }

        if (isPosix || !cursor.Take('\\'))
        {
            return ByteSet.Of(cursor.Next());
        }

        return cursor.Take('b') ? ByteSet.Of(8) : EscapeReader.Read(cursor, isPosix: false);
    }

    private ByteSet Class(string? name)
    {
        bool isNegated = name is ['^', ..];
        ByteSet? found = name is null ? null : ClassOf(isNegated ? name[1..] : name);
        if (found is null)
        {
            cursor.Refuse(name is null ? Unterminated : "unknown POSIX class name");
        }

        return isNegated ? ~found.GetValueOrDefault() : found.GetValueOrDefault();
    }

    private ByteSet Collating(string? name)
    {
        if (name is not [var only])
        {
            cursor.Refuse(name is null ? Unterminated : "POSIX collating elements are not supported");
            return default;
        }

        return ByteSet.Of((byte)only);
    }

    private static ByteSet? ClassOf(string name)
    {
        ByteSet upper = ByteSet.Range((byte)'A', (byte)'Z');
        ByteSet lower = ByteSet.Range((byte)'a', (byte)'z');
        ByteSet graph = ByteSet.Range((byte)'!', (byte)'~');
        return name switch
        {
            "alpha" => upper | lower,
            "digit" => ByteSet.Digits,
            "alnum" => upper | lower | ByteSet.Digits,
            "upper" => upper,
            "lower" => lower,
            "space" => ByteSet.Space,
            "blank" => ByteSet.Of((byte)' ') | ByteSet.Of((byte)'\t'),
            "punct" => ~(~graph | upper | lower | ByteSet.Digits),
            "graph" => graph,
            "print" => graph | ByteSet.Of((byte)' '),
            "cntrl" => ByteSet.Range(0, 31) | ByteSet.Of(127),
            "xdigit" => ByteSet.Digits | ByteSet.Range((byte)'A', (byte)'F')
                | ByteSet.Range((byte)'a', (byte)'f'),
            "word" => ByteSet.Word,
            "ascii" => ByteSet.Range(0, 127),
            _ => null,
        };
    }
}
