namespace Weir.Language.Values;

/// <summary>
/// Times: a number and one of <c>us ms s m h d</c>; without a unit, milliseconds (manual, 2.5 "Time format").
/// </summary>
public static class DurationText
{
    /// <summary>Milliseconds of the longest time.</summary>
    public const long MsMax = int.MaxValue;

    public enum Outcome
    {
        Good,

        /// <summary>A character that does not belong there; its offset is the result's number.</summary>
        BadCharacter,

        TooLong,
    }

    /// <summary>
    /// Reads <paramref name="text"/>; microseconds are rounded up, so that a short time is not none.
    /// </summary>
    /// <param name="text">The word.</param>
    /// <param name="value">Milliseconds, or the offset of the bad character.</param>
    public static Outcome Read(string text, out long value)
    {
        const long usMax = MsMax * 1000;
        long number = 0;
        int at = 0;
        for (; at < text.Length && char.IsAsciiDigit(text[at]); at++)
        {
            if (number <= usMax)
            {
                number = number * 10 + (text[at] - '0');
            }
        }

        long unitUs = text[at..] switch
        {
            "us" => 1,
            "" or "ms" => 1000,
            "s" => 1_000_000,
            "m" => 60_000_000,
            "h" => 3_600_000_000,
            "d" => 86_400_000_000,
            _ => 0,
        };
        if (at == 0 || unitUs == 0)
        {
            value = at;
            return Outcome.BadCharacter;
        }

        bool isTooLong = number > usMax / unitUs;
        value = isTooLong ? MsMax : (number * unitUs + 999) / 1000;
        return isTooLong ? Outcome.TooLong : Outcome.Good;
    }
}
