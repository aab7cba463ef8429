using System;
using System.Buffers.Binary;
using System.Buffers.Text;

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
        port = 0;
        if (!Utf8Parser.TryParse(value, out address, out int length) || !IsDot(value[length..])
            || !Utf8Parser.TryParse(value[(length + 1)..], out port, out int portLength)
            || !IsDot(value[(length + 1 + portLength)..]))
        {
            return false;
        }

        address = BinaryPrimitives.ReverseEndianness(address);
        port = BinaryPrimitives.ReverseEndianness(port);
        return true;
    }

    private static bool IsDot(ReadOnlySpan<byte> rest) => !rest.IsEmpty && rest[0] == '.';
}
