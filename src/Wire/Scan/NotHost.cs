using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Weir.Wire.Scan;

/// <summary>What cannot be in a host with its port (RFC 3986 3.2.2, 3.2.3).</summary>
internal readonly struct NotHost : IByteSet
{
    // One bit for each byte below 128, in two words: data in the image.
    private static ReadOnlySpan<ulong> Inside => [0x2fff7ff200000000, 0x47fffffeaffffffe];

    // The same set by half-bytes.
    private static Vector128<byte> ByLowHalf
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.Create(
            (byte)0xa8, 0xfc, 0xf8, 0xf8, 0xfc, 0xfc, 0xfc, 0xfc,
            0xfc, 0xfc, 0xfc, 0x7c, 0x54, 0x7c, 0xd4, 0x70);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Of(Vector128<byte> bytes) => HalfBytes.Outside(ByLowHalf, bytes);

    public static bool Has(byte one) => one >= 128 || ((Inside[one >> 6] >> (one & 63)) & 1) == 0;
}
