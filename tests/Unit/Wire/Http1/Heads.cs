using System;
using System.Text;

namespace Weir.Tests.Unit.Wire.Http1;

/// <summary>Bytes of heads for the tests.</summary>
internal static class Heads
{
    public static byte[] Of(string text) => Encoding.Latin1.GetBytes(text);

    /// <summary>A request of exactly that many bytes.</summary>
    public static byte[] OfLength(int length)
    {
        const string before = "GET / HTTP/1.1\r\nA: ";
        const string after = "\r\n\r\n";
        return Of(before + new string('x', length - before.Length - after.Length) + after);
    }

    public static byte[] WithFields(int count)
    {
        StringBuilder text = new("GET / HTTP/1.1\r\n");
        for (int i = 0; i < count; i++)
        {
            text.Append("A: b\r\n");
        }

        return Of(text.Append("\r\n").ToString());
    }
}
