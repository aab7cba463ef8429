using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Weir.Wire.Scan;

/// <summary>
/// Looks sixteen bytes up in a set of bytes below 128, by their halves: two shuffles and one comparison.
/// </summary>
internal static class HalfBytes
{
    private static Vector128<byte> BitOfHighHalf => Vector128.Create(
        (byte)0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0, 0, 0, 0, 0, 0, 0, 0);

    /// <param name="byLowHalf">Bit h of element l says that 16 h + l is in the set.</param>
    /// <param name="bytes">What to look up.</param>
    /// <returns>All bits set in each byte that is not in the set.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Outside(Vector128<byte> byLowHalf, Vector128<byte> bytes)
    {
        Vector128<byte> half = Vector128.Create((byte)0x0f);
        Vector128<byte> low = Vector128.ShuffleNative(byLowHalf, bytes & half);
        Vector128<byte> highHalves = (bytes.AsUInt16() >>> 4).AsByte() & half;
        Vector128<byte> high = Vector128.ShuffleNative(BitOfHighHalf, highHalves);
        return Vector128.Equals(low & high, Vector128<byte>.Zero);
    }
}
