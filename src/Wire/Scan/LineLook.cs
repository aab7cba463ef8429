using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Weir.Wire.Scan;

/// <summary>
/// One look at the first 32 bytes of a field line: where its name ends and where the line may. Both come from
/// the same bytes, so that neither search waits for the other; most lines need no more than this.
/// </summary>
internal static class LineLook
{
    public const int Window = 32;

    private const int HalfWindow = 16;

    /// <param name="bytes">At least <see cref="Window"/> of them.</param>
    /// <param name="start">First byte of the line, which is one of them.</param>
    /// <param name="names">One bit for each byte that is in no name; 0 when the name is longer.</param>
    /// <param name="breaks">One bit for each byte that may break the line; 0 when it is longer.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void At(ReadOnlySpan<byte> bytes, int start, out uint names, out uint breaks)
    {
        // Near the end the window begins before the line, and what is before the line is shifted out again.
        int from = Math.Min(start, bytes.Length - Window);
        int before = start - from;
        ref byte first = ref Unsafe.Add(ref MemoryMarshal.GetReference(bytes), from);
        Vector128<byte> low = Vector128.LoadUnsafe(ref first);
        Vector128<byte> high = Vector128.LoadUnsafe(ref first, HalfWindow);
        breaks = (LineBreakers.Of(low).ExtractMostSignificantBits()
            | (LineBreakers.Of(high).ExtractMostSignificantBits() << HalfWindow)) >> before;
        names = NotToken.Of(low).ExtractMostSignificantBits() >> before;
        if (names == 0)
        {
            // Few names are longer than half of it.
            names = (NotToken.Of(high).ExtractMostSignificantBits() << HalfWindow) >> before;
        }
    }
}
