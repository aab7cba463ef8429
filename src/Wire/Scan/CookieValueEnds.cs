using System.Runtime.Intrinsics;

namespace Weir.Wire.Scan;

/// <summary>What ends the value of a cookie, or opens quotes in which nothing does.</summary>
internal readonly struct CookieValueEnds : IByteSet
{
    public static Vector128<byte> Of(Vector128<byte> bytes) =>
        Vector128.Equals(bytes, Vector128.Create((byte)'"'))
        | Vector128.Equals(bytes, Vector128.Create((byte)';'))
        | Vector128.Equals(bytes, Vector128.Create((byte)','));

    public static bool Has(byte one) => one is (byte)'"' or (byte)';' or (byte)',';
}
