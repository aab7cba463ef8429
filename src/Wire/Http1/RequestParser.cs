using System;

namespace Weir.Wire.Http1;

/// <summary>Bytes of a client to one request head (RFC 9112 2 to 6). Keeps nothing between calls.</summary>
public static class RequestParser
{
    public static ParseStatus Parse(
        ReadOnlySpan<byte> received, Span<Field> fields, out RequestHead head, out Reject reject)
    {
        head = default;
        reject = Reject.None;
        throw new NotImplementedException();
    }
}
