namespace Weir.Language.Values;

/// <summary>
/// Times: a number and one of <c>us ms s m h d</c>; without a unit mostly milliseconds (manual, 2.5 "Time
/// format").
/// </summary>
public static class DurationText
{
    /// <summary>The longest time, in counts of the unit.</summary>
    public const long CountMax = int.MaxValue;

    /// <summary>The usual unit.</summary>
    public const long MillisecondUs = 1000;

    public const long SecondUs = 1_000_000;

    public enum Outcome
    {
        Good,

        /// <summary>A character that does not belong there; its offset is the result's number.</summary>
        BadCharacter,

        TooLong,
    }

    /// <summary>
    /// Reads <paramref name="text"/>; less than a unit is rounded up, so that a short time is not none.
    /// </summary>
    /// <param name="text">The word.</param>
    /// <param name="value">Counts of the unit, or the offset of the bad character.</param>
    /// <param name="unitUs">What the result and a bare number count, in microseconds.</param>
    public static Outcome Read(string text, out long value, long unitUs = MillisecondUs)
    {
        long usMax = CountMax * unitUs;
        long number = 0;
        int at = 0;
        for (; at < text.Length && char.IsAsciiDigit(text[at]); at++)
        {
            if (number <= usMax)
            {
                number = number * 10 + (text[at] - '0');
            }
        }

        long writtenUs = text[at..] switch
        {
            "us" => 1,
            "" => unitUs,
            "ms" => 1000,
            "s" => 1_000_000,
            "m" => 60_000_000,
            "h" => 3_600_000_000,
            "d" => 86_400_000_000,
            _ => 0,
        };
        if (at == 0 || writtenUs == 0)
        {
            value = at;
            return Outcome.BadCharacter;
        }

        bool isTooLong = number > usMax / writtenUs;
        value = isTooLong ? CountMax : ((number * writtenUs) + unitUs - 1) / unitUs;
        return isTooLong ? Outcome.TooLong : Outcome.Good;
    }
}
