using System;

namespace Weir.Wire.Http;

/// <summary>Whose cookie a Set-Cookie field sets.</summary>
public static class SetCookieName
{
    public static bool Is(ReadOnlySpan<byte> fieldValue, ReadOnlySpan<byte> name) => throw new NotImplementedException();
}
