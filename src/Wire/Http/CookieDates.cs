using System;

namespace Weir.Wire.Http;

/// <summary>
/// The dates in the value of a cookie that we inserted: <c>server|last|first</c>, of which the last may be
/// missing. Each is a count of 4 s since 1970 in five letters of base 64, highest first (manual,
/// <c>cookie ... maxidle</c>).
/// </summary>
/// <param name="Last">When the cookie was last given; 0: not told, or no date.</param>
/// <param name="First">When its holder came first; 0: not told, or no date.</param>
public readonly record struct CookieDates(uint Last, uint First)
{
    /// <summary>Bytes that <see cref="Write"/> writes at most.</summary>
    public const int LengthMax = 2 * (1 + Letters);

    private const int Letters = 5;
    private const uint Mask = (1u << (6 * Letters)) - 1;

    private static ReadOnlySpan<byte> Alphabet =>
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8;

    /// <summary>A moment as it is told: rounded up, so that no cookie is older than it says.</summary>
    /// <param name="wallS">Seconds since 1970.</param>
    public static uint Of(long wallS) => (uint)((wallS + 3) >> 2) & Mask;

    /// <summary>The server's part of the value.</summary>
    /// <param name="value">The cookie's value.</param>
    /// <param name="dates">What stands behind it.</param>
    public static ReadOnlySpan<byte> Split(ReadOnlySpan<byte> value, out CookieDates dates)
    {
        dates = default;
        int bar = value.IndexOf((byte)'|');
        if (bar < 0)
        {
            return value;
        }

        ReadOnlySpan<byte> last = value[(bar + 1)..];
        int second = last.IndexOf((byte)'|');
        dates = second < 0
            ? new CookieDates(Read(last), 0)
            : new CookieDates(Read(last[..second]), Read(UpToBar(last[(second + 1)..])));
        return value[..bar];
    }

    /// <summary>What goes behind a server's value; returns how many bytes that is.</summary>
    public int Write(Span<byte> into)
    {
        int length = WriteOne(Last, into);
        return First == 0 ? length : length + WriteOne(First, into[length..]);
    }

    private static ReadOnlySpan<byte> UpToBar(ReadOnlySpan<byte> text)
    {
        int bar = text.IndexOf((byte)'|');
        return bar < 0 ? text : text[..bar];
    }

    private static uint Read(ReadOnlySpan<byte> text)
    {
        uint date = 0;
        foreach (byte letter in text)
        {
            int digit = Alphabet.IndexOf(letter);
            if (digit < 0)
            {
                return 0;
            }

            date = (date << 6) | (uint)digit;
        }

        return text.Length == Letters ? date : 0;
    }

    private static int WriteOne(uint date, Span<byte> into)
    {
        into[0] = (byte)'|';
        for (int i = Letters; i > 0; i--)
        {
            into[i] = Alphabet[(int)(date & 63)];
            date >>= 6;
        }

        return 1 + Letters;
    }
}
