namespace Weir.Wire.Http;

/// <summary>One cookie of a Cookie field. Offsets count from the first byte of the field's value.</summary>
/// <param name="ValueStart">First byte of the cookie's value, quotes included.</param>
/// <param name="ValueLength">Bytes of the cookie's value; may be 0.</param>
/// <param name="CutStart">First byte to leave out so that the rest is still a well-formed list of cookies.</param>
/// <param name="CutLength">How many bytes to leave out.</param>
/// <param name="Only">There is no other cookie: the whole field line goes.</param>
public readonly record struct CookiePair(int ValueStart, int ValueLength, int CutStart, int CutLength, bool Only);
