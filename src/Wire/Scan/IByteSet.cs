using System.Runtime.Intrinsics;

namespace Weir.Wire.Scan;

/// <summary>A set of bytes, asked for one byte or for sixteen at once.</summary>
internal interface IByteSet
{
    /// <summary>All bits set in each byte that belongs to the set.</summary>
    static abstract Vector128<byte> Of(Vector128<byte> bytes);

    static abstract bool Has(byte one);
}
