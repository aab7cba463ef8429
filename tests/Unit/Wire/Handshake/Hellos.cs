using System;
using System.Text;

namespace Weir.Tests.Unit.Wire.Handshake;

/// <summary>What clients of TLS and of Remote Desktop say first.</summary>
internal static class Hellos
{
    /// <summary>TLS 1.2, asking for "a.example" between two other extensions.</summary>
    public static byte[] Tls => Convert.FromHexString(
        "160301004b01000047030372727272727272727272727272727272727272727272727272727272727272720000041301c02f"
        + "0100001a001700000000000e000c000009612e6578616d706c6500230000");

    /// <summary>The name ends here: all that follows belongs to another extension.</summary>
    public static int TlsNameEnd => Tls.Length - 4;

    public static byte[] Rdp(string lines = "Cookie: mstshash=bob\r\n")
    {
        byte[] text = Encoding.Latin1.GetBytes(lines);
        byte[] rest = [1, 0, 8, 0, 3, 0, 0, 0];
        int length = text.Length + rest.Length;
        return [3, 0, 0, (byte)(11 + length), (byte)(6 + length), 0xe0, 0, 0, 0, 0, 0, .. text, .. rest];
    }

    public static byte[] With(this byte[] bytes, int at, int value)
    {
        bytes[at] = (byte)value;
        return bytes;
    }
}
