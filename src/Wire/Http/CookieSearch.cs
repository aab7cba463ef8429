using System;

namespace Weir.Wire.Http;

/// <summary>Finds one cookie in one Cookie field's value, in one pass.</summary>
public static class CookieSearch
{
    /// <summary>The first cookie of that name; names are compared byte for byte.</summary>
    public static bool Find(ReadOnlySpan<byte> value, ReadOnlySpan<byte> name, out CookiePair pair)
    {
        pair = default;
        throw new NotImplementedException();
    }
}
