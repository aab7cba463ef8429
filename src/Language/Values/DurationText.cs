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
        decimal number = 0;
        int at = 0;
        for (; at < text.Length && char.IsAsciiDigit(text[at]); at++)
        {
            if (number < MsMax * 1000m)
            {
                number = number * 10 + (text[at] - '0');
            }
        }

        decimal factor = text[at..] switch
        {
            "" or "ms" => 1,
            "us" => 0.001m,
            "s" => 1000,
            "m" => 60_000,
            "h" => 3_600_000,
            "d" => 86_400_000,
            _ => 0,
        };
        if (at == 0 || factor == 0)
        {
            value = at;
            return Outcome.BadCharacter;
        }

        decimal ms = decimal.Ceiling(number * factor);
        value = ms > MsMax ? MsMax : (long)ms;
        return ms > MsMax ? Outcome.TooLong : Outcome.Good;
    }
}
