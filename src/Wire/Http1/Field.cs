using System;
using System.Runtime.CompilerServices;

namespace Weir.Wire.Http1;

/// <summary>
/// One header field of a head, as offsets into its bytes; ten bytes, so that a whole index stays in cache.
/// </summary>
/// <param name="Start">First byte of the name, which is also the first byte of the line.</param>
/// <param name="NameLength">Bytes of the name.</param>
/// <param name="ValueStart">First byte of the value, white space around it left out (RFC 9112 5.1).</param>
/// <param name="ValueLength">Bytes of the value; may be 0.</param>
/// <param name="End">First byte of the next line: the field's line is [Start, End), its CR LF
/// included.</param>
/// <param name="Name">Which known field this is.</param>
public readonly record struct Field(
    ushort Start, ushort NameLength, ushort ValueStart, ushort ValueLength, ushort End, Http.FieldName Name)
{
    public ReadOnlySpan<byte> NameIn(ReadOnlySpan<byte> head) => head.Slice(Start, NameLength);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> ValueIn(ReadOnlySpan<byte> head) => head.Slice(ValueStart, ValueLength);
}
