using System;
using System.Text;

namespace Weir.Wire.Http;

/// <summary>
/// Reads the list of a Connection field (RFC 9110 7.6.1): options between commas, case-insensitive.
/// </summary>
public static class ConnectionOptions
{
    /// <summary>Whether the list contains <paramref name="option"/>, which is given in lower case.</summary>
    public static bool Has(ReadOnlySpan<byte> value, ReadOnlySpan<byte> option)
    {
        while (!value.IsEmpty)
        {
            int comma = value.IndexOf((byte)',');
            ReadOnlySpan<byte> item = comma < 0 ? value : value[..comma];
            if (Ascii.EqualsIgnoreCase(item.Trim(" \t"u8), option))
            {
                return true;
            }

            value = comma < 0 ? default : value[(comma + 1)..];
        }

        return false;
    }
}
