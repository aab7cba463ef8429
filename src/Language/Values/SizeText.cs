namespace Weir.Language.Values;

/// <summary>
/// Sizes in bytes: a number and optionally <c>k</c>, <c>m</c> or <c>g</c>, powers of 1024 (manual, 2.6).
/// </summary>
public static class SizeText
{
    /// <summary>Bytes; null when <paramref name="text"/> is no size, or one above 2^40.</summary>
    public static long? Read(string text)
    {
        const long max = 1L << 40;
        int shift = text.Length == 0 ? 0 : text[^1] switch
        {
            'k' or 'K' => 10,
            'm' or 'M' => 20,
            'g' or 'G' => 30,
            _ => 0,
        };
        string digits = shift == 0 ? text : text[..^1];
        if (digits.Length == 0)
        {
            return null;
        }

        long number = 0;
        foreach (char c in digits)
        {
            if (!char.IsAsciiDigit(c) || number > max)
            {
                return null;
            }

            number = number * 10 + (c - '0');
        }

        return number <= max >> shift ? number << shift : null;
    }
}
