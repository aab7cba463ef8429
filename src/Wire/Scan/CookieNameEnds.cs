using System.Runtime.Intrinsics;

namespace Weir.Wire.Scan;

/// <summary>What ends the name of a cookie: '=', or a delimiter when it has no value.</summary>
internal readonly struct CookieNameEnds : IByteSet
{
    public static Vector128<byte> Of(Vector128<byte> bytes) =>
        Vector128.Equals(bytes, Vector128.Create((byte)'='))
        | Vector128.Equals(bytes, Vector128.Create((byte)';'))
        | Vector128.Equals(bytes, Vector128.Create((byte)','));

    public static bool Has(byte one) => one is (byte)'=' or (byte)';' or (byte)',';
}
