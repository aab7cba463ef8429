using System;

namespace Weir.Wire.Http;

/// <summary>One cookie of a Cookie field. Offsets count from the first byte of the field's value.</summary>
/// <param name="ValueStart">First byte of the cookie's value, quotes included.</param>
/// <param name="ValueLength">Bytes of the cookie's value; may be 0.</param>
/// <param name="CutStart">First byte to leave out so that the rest is still a list of cookies.</param>
/// <param name="CutLength">How many bytes to leave out: its $-attributes go with it.</param>
/// <param name="Only">Nothing is kept once it and those found before it are cut: the whole field line
/// goes.</param>
/// <param name="Kept">A cookie that was not found stands before it: needed to go on searching.</param>
public readonly record struct CookiePair(
    int ValueStart, int ValueLength, int CutStart, int CutLength, bool Only, bool Kept)
{
    public int CutEnd => CutStart + CutLength;

    /// <summary>The cookie's value, out of the field's.</summary>
    public ReadOnlySpan<byte> ValueIn(ReadOnlySpan<byte> fieldValue) =>
        fieldValue.Slice(ValueStart, ValueLength);
}
