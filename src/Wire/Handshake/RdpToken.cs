using System;
using System.Buffers.Binary;

namespace Weir.Wire.Handshake;

/// <summary>
/// The value of a terminal server's cookie, <c>msts=3640205228.15629.0000</c>: its address and its port as
/// the numbers that their bytes are on a little-endian machine.
/// </summary>
public static class RdpToken
{
    /// <summary>False: it is none.</summary>
    /// <param name="value">The cookie's.</param>
    /// <param name="address">IPv4, its first octet highest.</param>
    /// <param name="port">As it is usually written.</param>
    public static bool TryRead(ReadOnlySpan<byte> value, out uint address, out ushort port)
    {
        int rest = Number(value, uint.MaxValue, out address);
        uint number = 0;
        bool isToken = rest > 0 && Number(value[rest..], ushort.MaxValue, out number) > 0;
        address = BinaryPrimitives.ReverseEndianness(address);
        port = BinaryPrimitives.ReverseEndianness((ushort)number);
        return isToken;
    }

    /// <summary>How long a number with the dot behind it is; 0: there is none, or a greater one.</summary>
    private static int Number(ReadOnlySpan<byte> text, uint most, out uint number)
    {
        ulong value = 0;
        int at = 0;
        for (; at < text.Length && text[at] is >= (byte)'0' and <= (byte)'9' && value <= most; at++)
        {
            value = (value * 10) + text[at] - '0';
        }

        number = (uint)value;
        return at > 0 && value <= most && at < text.Length && text[at] == '.' ? at + 1 : 0;
    }
}
