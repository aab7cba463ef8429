using System;

namespace Weir.Wire.Http;

/// <summary>Whose cookie a Set-Cookie field sets.</summary>
public static class SetCookieName
{
    /// <summary>
    /// Whether the first pair of the field is "name=": compared byte for byte, blanks around the name do not
    /// count.
    /// </summary>
    public static bool Is(ReadOnlySpan<byte> fieldValue, ReadOnlySpan<byte> name)
    {
        int equals = fieldValue.IndexOfAny((byte)'=', (byte)';', (byte)',');
        return equals >= 0 && fieldValue[equals] == '='
            && fieldValue[..equals].Trim(" \t"u8).SequenceEqual(name);
    }
}
