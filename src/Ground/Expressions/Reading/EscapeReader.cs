namespace Weir.Ground.Expressions.Reading;

/// <summary>What stands behind a backslash, as far as it is one byte of a set.</summary>
internal static class EscapeReader
{
    private const string Unknown = "unrecognized character follows \\";

    /// <summary>The set that the escape stands for; the backslash has been read.</summary>
    public static ByteSet Read(PatternCursor cursor, bool isPosix)
    {
        if (cursor.IsAtEnd)
        {
            cursor.Refuse("\\ at end of pattern");
            return default;
        }

        byte letter = cursor.Next();
        switch ((char)letter)
        {
            case 'd':
                return ByteSet.Digits;
            case 'D':
                return ~ByteSet.Digits;
            case 'w':
                return ByteSet.Word;
            case 'W':
                return ~ByteSet.Word;
            case 's':
                return ByteSet.Space;
            case 'S':
                return ~ByteSet.Space;
            case 'x':
                return ByteSet.Of(Hexadecimal(cursor));
            default:
                return ByteSet.Of(Single(cursor, letter, isPosix));
        }
    }

    private static byte Single(PatternCursor cursor, byte letter, bool isPosix)
    {
        switch ((char)letter)
        {
            case 'n':
                return (byte)'\n';
            case 'r':
                return (byte)'\r';
            case 't':
                return (byte)'\t';
            case 'f':
                return 12;
            case 'a':
                return 7;
            case 'e':
                return 27;
            case '0' when cursor.Peek is not (>= (byte)'0' and <= (byte)'7'):
                return 0;
            case >= '0' and <= '9':
                cursor.Refuse("back-references are not supported: they cannot be matched in linear time");
                return 0;
            case (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') when !isPosix:
                cursor.Refuse(Unknown);
                return 0;
            default:
                return letter;
        }
    }

    /// <summary>Up to two digits, or any within braces, as PCRE2 has it.</summary>
    private static byte Hexadecimal(PatternCursor cursor)
    {
        bool isBraced = cursor.Take('{');
        int value = 0;
        int count = 0;
        while (count < (isBraced ? 8 : 2) && Digit(cursor.Peek) is { } digit)
        {
            cursor.At++;
            value = (value << 4) | digit;
            count++;
        }

        if (isBraced && !cursor.Take('}'))
        {
            cursor.Refuse("non-hex character in \\x{} (closing brace missing?)");
        }
        else if (value > byte.MaxValue)
        {
            cursor.Refuse("character code point value in \\x{} or \\o{} is too large");
        }

        return (byte)value;
    }

    private static int? Digit(byte one) => (char)one switch
    {
        >= '0' and <= '9' => one - '0',
        >= 'a' and <= 'f' => one - 'a' + 10,
        >= 'A' and <= 'F' => one - 'A' + 10,
        _ => null,
    };
}
