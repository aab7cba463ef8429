using System.Runtime.Intrinsics;

namespace Weir.Wire.Scan;

/// <summary>
/// What ends a target or must not be in one: controls, space, DEL, all above, and the fragment's mark.
/// </summary>
internal readonly struct NotTarget : IByteSet
{
    public static Vector128<byte> Of(Vector128<byte> bytes) =>
        Vector128.LessThan(bytes.AsSByte(), Vector128.Create((sbyte)0x21)).AsByte()
        | Vector128.Equals(bytes, Vector128.Create((byte)0x7f))
        | Vector128.Equals(bytes, Vector128.Create((byte)'#'));

    public static bool Has(byte one) => one <= ' ' || one >= 0x7f || one == '#';
}
