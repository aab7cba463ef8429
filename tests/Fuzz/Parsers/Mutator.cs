using System;
using System.Collections.Generic;
using System.Text;

namespace Weir.Tests.Fuzz.Parsers;

/// <summary>
/// Makes new inputs from known ones: bytes replaced, words inserted, parts cut, repeated or joined.
/// </summary>
internal sealed class Mutator(List<byte[]> corpus, Dice dice)
{
    private const int ChangesMax = 6;
    private const int LengthMax = 4096;

    private static readonly string[] Words =
    [
        "\r\n", "\n", "\r", "\0", " ", "\t", ":", ";", ",", "=", "\"", "\\", "$", "\u0001",
        "\u007f", "\u0080", "\u00ff",
        "\r\n\r\n", "GET / HTTP/1.1\r\n", "HTTP/1.1 200 OK\r\n", "HTTP/1.0", "http://x/", "CONNECT x:80 ",
        "Content-Length: 3\r\n", "Content-Length:", "3, 3", "Transfer-Encoding: chunked\r\n",
        "chunked", "gzip, ",
        "Host: x\r\n", "Connection: close\r\n", "keep-alive, ", "Upgrade: x\r\n", "Expect: 100-continue\r\n",
        "Cookie: S=B; a=b\r\n", "S=B; ", "; S=C", "a=b, ", "$Path=/; ", "0\r\n\r\n",
        "10\r\n", ";a=b", "ffffffff",
    ];

    public byte[] Next()
    {
        List<byte> bytes = [.. Pick()];
        for (int changes = 1 + dice.Roll(ChangesMax); changes > 0; changes--)
        {
            Change(bytes);
        }

        return bytes.Count > LengthMax ? [.. bytes[..LengthMax]] : [.. bytes];
    }

    private byte[] Pick() => corpus[dice.Roll(corpus.Count)];

    private void Change(List<byte> bytes)
    {
        int at = dice.Roll(bytes.Count + 1);
        int count = dice.Roll(Math.Min(bytes.Count - at, 40) + 1);
        switch (dice.Roll(8))
        {
            case 0 when at < bytes.Count:
                bytes[at] = (byte)dice.Roll(256);
                break;
            case 1 when at < bytes.Count:
                bytes[at] = (byte)Word()[0];
                break;
            case 2:
                bytes.RemoveRange(at, count);
                break;
            case 3:
                bytes.InsertRange(at, bytes.GetRange(at, count));
                break;
            case 4:
                // Long runs move what follows across the steps of sixteen and 32 bytes.
                bytes.InsertRange(at, Encode(new string((char)('a' + dice.Roll(26)), dice.Roll(40))));
                break;
            case 5:
                byte[] other = Pick();
                bytes.InsertRange(at, other[dice.Roll(other.Length + 1)..]);
                break;
            default:
                bytes.InsertRange(at, Encode(Word()));
                break;
        }
    }

    private static byte[] Encode(string text) => Encoding.Latin1.GetBytes(text);

    private string Word() => Words[dice.Roll(Words.Length)];
}
