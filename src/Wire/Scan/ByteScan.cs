using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Weir.Wire.Scan;

/// <summary>
/// Finds the next byte of a set, sixteen at a time, and never reads outside the span: the last bytes are read
/// again together with those before them. Most names and many values fit one step.
/// </summary>
internal static class ByteScan
{
    private const int Step = 16; // Vector256 gains nothing where most searches end in the first sixteen bytes

    /// <summary>
    /// Offset of the first byte of the set at or after <paramref name="at"/>, or the span's length.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Find<TSet>(ReadOnlySpan<byte> bytes, int at)
        where TSet : struct, IByteSet
    {
        ref byte first = ref MemoryMarshal.GetReference(bytes);
        for (; at <= bytes.Length - Step; at += Step)
        {
            uint found = TSet.Of(Vector128.LoadUnsafe(ref first, (nuint)at)).ExtractMostSignificantBits();
            if (found != 0)
            {
                return at + BitOperations.TrailingZeroCount(found);
            }
        }

        return FindInRest<TSet>(bytes, at);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int FindInRest<TSet>(ReadOnlySpan<byte> bytes, int at)
        where TSet : struct, IByteSet
    {
        if (bytes.Length >= Step)
        {
            int from = bytes.Length - Step;
            ref byte first = ref MemoryMarshal.GetReference(bytes);
            uint found = TSet.Of(Vector128.LoadUnsafe(ref first, (nuint)from)).ExtractMostSignificantBits();
            found >>= at - from;
            return found == 0 ? bytes.Length : at + BitOperations.TrailingZeroCount(found);
        }

        while (at < bytes.Length && !TSet.Has(bytes[at]))
        {
            at++;
        }

        return at;
    }
}
