using System;
using Weir.Wire.Http;

namespace Weir.Wire.Http1;

/// <summary>Bytes of a server to one response head (RFC 9112 4 to 6). Keeps nothing between calls.</summary>
public static class ResponseParser
{
    public static ParseStatus Parse(
        ReadOnlySpan<byte> received, Span<Field> fields, Method requestMethod, out ResponseHead head, out Reject reject)
    {
        head = default;
        reject = Reject.None;
        throw new NotImplementedException();
    }
}
