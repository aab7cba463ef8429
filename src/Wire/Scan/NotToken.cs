using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Weir.Wire.Scan;

/// <summary>What cannot be in a token (RFC 9110 5.6.2): the end of a field's name or of a method.</summary>
internal readonly struct NotToken : IByteSet
{
    // One bit for each byte below 128, in two words: data in the image.
    private static ReadOnlySpan<ulong> Inside => [0x03ff6cfa00000000, 0x57ffffffc7fffffe];

    // The same set by half-bytes.
    private static Vector128<byte> ByLowHalf
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.Create(
            (byte)0xe8, 0xfc, 0xf8, 0xfc, 0xfc, 0xfc, 0xfc, 0xfc,
            0xf8, 0xf8, 0xf4, 0x54, 0xd0, 0x54, 0xf4, 0x70);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Of(Vector128<byte> bytes) => HalfBytes.Outside(ByLowHalf, bytes);

    public static bool Has(byte one) => one >= 128 || ((Inside[one >> 6] >> (one & 63)) & 1) == 0;
}
