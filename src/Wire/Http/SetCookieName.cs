using System;

namespace Weir.Wire.Http;

/// <summary>Whose cookie a Set-Cookie field sets, and to what.</summary>
public static class SetCookieName
{
    /// <summary>
    /// Whether the first pair of the field is "name=": compared byte for byte, blanks around the name do not
    /// count.
    /// </summary>
    /// <param name="fieldValue">The field's value.</param>
    /// <param name="name">The cookie's name.</param>
    /// <param name="valueStart">Where the cookie's value begins in it.</param>
    public static bool Is(ReadOnlySpan<byte> fieldValue, ReadOnlySpan<byte> name, out int valueStart)
    {
        bool found = Find(fieldValue, out int nameLength, out valueStart);
        return found && fieldValue[..nameLength].TrimStart(" \t"u8).SequenceEqual(name);
    }

    /// <summary>
    /// Where the first pair's name ends and its value begins; false: the field sets no cookie.
    /// </summary>
    public static bool Find(ReadOnlySpan<byte> fieldValue, out int nameLength, out int valueStart)
    {
        int equals = fieldValue.IndexOfAny((byte)'=', (byte)';', (byte)',');
        valueStart = equals + 1;
        while (valueStart < fieldValue.Length && fieldValue[valueStart] is (byte)' ' or (byte)'\t')
        {
            valueStart++;
        }

        nameLength = equals < 0 ? 0 : fieldValue[..equals].TrimEnd(" \t"u8).Length;
        return equals >= 0 && fieldValue[equals] == '=';
    }

    /// <summary>
    /// The first byte after the cookie's value, blanks before its ';' left out. A ';' inside quotes is part
    /// of the value.
    /// </summary>
    public static int ValueEnd(ReadOnlySpan<byte> fieldValue, int valueStart)
    {
        int at = valueStart;
        bool quoted = false;
        while (at < fieldValue.Length && (quoted || fieldValue[at] != ';'))
        {
            quoted ^= fieldValue[at] == '"';
            at++;
        }

        while (at > valueStart && fieldValue[at - 1] is (byte)' ' or (byte)'\t')
        {
            at--;
        }

        return at;
    }
}
