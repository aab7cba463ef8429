using System;
using System.Collections.Generic;
using System.Text;

namespace Weir.Tests.Cases;

/// <summary>
/// Bytes as the case files write them: printable ones as they are, others as \r \n \t \0 \\ or \xHH.
/// </summary>
internal static class Bytes
{
    public static byte[] Read(string text)
    {
        List<byte> bytes = [];
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                bytes.Add((byte)text[i]);
                continue;
            }

            i++;
            bytes.Add(text[i] switch
            {
                'r' => (byte)'\r',
                'n' => (byte)'\n',
                't' => (byte)'\t',
                '0' => 0,
                '\\' => (byte)'\\',
                'x' => Convert.FromHexString(text.AsSpan(i + 1, 2))[0],
                _ => throw new FormatException("unknown escape in " + text),
            });
            i += text[i] == 'x' ? 2 : 0;
        }

        return [.. bytes];
    }

    public static string Show(ReadOnlySpan<byte> bytes)
    {
        StringBuilder text = new();
        foreach (byte one in bytes)
        {
            text.Append(one switch
            {
                (byte)'\r' => "\\r",
                (byte)'\n' => "\\n",
                (byte)'\t' => "\\t",
                0 => "\\0",
                (byte)'\\' => "\\\\",
                // The last two would end a cell of the table, or its quotes.
                < 0x20 or > 0x7e or (byte)'|' or (byte)'`' => "\\x" + Convert.ToHexStringLower([one]),
                _ => ((char)one).ToString(),
            });
        }

        return text.ToString();
    }
}
