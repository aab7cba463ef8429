using System;

namespace Weir.Rules.Samples;

/// <summary>Bytes written as pairs of hexadecimal digits.</summary>
internal static class HexText
{
    /// <summary>The bytes, or null when it is something else.</summary>
    public static byte[]? Read(string text)
    {
        byte[] bytes = new byte[text.Length / 2];
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiHexDigit(text[i]) || text.Length % 2 != 0)
            {
                return null;
            }

            bytes[i / 2] = (byte)((bytes[i / 2] << 4) | Convert.ToInt32(text.Substring(i, 1), 16));
        }

        return bytes;
    }
}
