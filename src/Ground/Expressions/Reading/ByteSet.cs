using System;
using System.Numerics;

namespace Weir.Ground.Expressions.Reading;

/// <summary>Which of the 256 bytes, one bit each.</summary>
internal readonly record struct ByteSet(ulong From0, ulong From64, ulong From128, ulong From192)
{
    private const ulong Letters = 0x07fffffe; // of either case, without the bit that tells the cases apart

    public static ByteSet All => new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue);

    public static ByteSet Digits => Range((byte)'0', (byte)'9');

    public static ByteSet Word =>
        Range((byte)'a', (byte)'z') | Range((byte)'A', (byte)'Z') | Digits | Of((byte)'_');

    /// <summary>White space: HT, LF, VT, FF, CR, SP.</summary>
    public static ByteSet Space => Range(9, 13) | Of((byte)' ');

    public static ByteSet Of(byte one) => Range(one, one);

    public static ByteSet Range(byte first, byte last) =>
        new(Part(first, last, 0), Part(first, last, 64), Part(first, last, 128), Part(first, last, 192));

    public static ByteSet operator |(ByteSet one, ByteSet other) => new(
        one.From0 | other.From0, one.From64 | other.From64, one.From128 | other.From128,
        one.From192 | other.From192);

    public static ByteSet operator ~(ByteSet set) =>
        new(~set.From0, ~set.From64, ~set.From128, ~set.From192);

    /// <summary>The byte of a set of one; -1 for any other set.</summary>
    public int Single
    {
        get
        {
            int count = BitOperations.PopCount(From0) + BitOperations.PopCount(From64)
                + BitOperations.PopCount(From128) + BitOperations.PopCount(From192);
            return count != 1 ? -1
                : From0 != 0 ? BitOperations.TrailingZeroCount(From0)
                : From64 != 0 ? 64 + BitOperations.TrailingZeroCount(From64)
                : From128 != 0 ? 128 + BitOperations.TrailingZeroCount(From128)
                : 192 + BitOperations.TrailingZeroCount(From192);
        }
    }

    public bool Has(byte one)
    {
        ulong part = (one >> 6) switch { 0 => From0, 1 => From64, 2 => From128, _ => From192 };
        return ((part >> (one & 63)) & 1) != 0;
    }

    /// <summary>With each letter its other case.</summary>
    public ByteSet BothCases()
    {
        ulong letters = (From64 | (From64 >> 32)) & Letters;
        return this with { From64 = From64 | letters | (letters << 32) };
    }

    /// <summary>Of the bytes from first to last, those among the 64 from <paramref name="at"/>.</summary>
    private static ulong Part(int first, int last, int at)
    {
        int low = Math.Max(first - at, 0);
        int high = Math.Min(last - at, 63);
        return low > high ? 0 : (ulong.MaxValue << low) & (ulong.MaxValue >> (63 - high));
    }
}
