using System;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Net;
using Weir.Ground.Check;

namespace Weir.Ground.Net;

/// <summary>
/// Addresses to bytes, without a string: the log line and X-Forwarded-For are built on the byte path.
/// </summary>
public static class IpText
{
    /// <summary>The longest text of an address (IPv6 with an embedded IPv4).</summary>
    public const int MaxLength = 46;

    /// <summary>
    /// Writes the address of <paramref name="endpoint"/> (no port, no brackets); returns the length.
    /// </summary>
    public static int FormatAddress(in IpEndpoint endpoint, Span<byte> into)
    {
        Must.Hold(into.Length >= MaxLength);
        return endpoint.Family switch
        {
            IpFamily.V4 => FormatV4((uint)endpoint.Low, into),
            IpFamily.V6 => FormatV6(endpoint, into),
            _ => Unknown(into),
        };
    }

    private static int FormatV4(uint address, Span<byte> into)
    {
        int at = 0;
        for (int shift = 24; shift >= 0; shift -= 8)
        {
            Utf8Formatter.TryFormat((byte)(address >> shift), into[at..], out int written);
            at += written;
            if (shift > 0)
            {
                into[at++] = (byte)'.';
            }
        }

        return at;
    }

    private static int FormatV6(in IpEndpoint endpoint, Span<byte> into)
    {
        Span<byte> raw = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(raw, endpoint.High);
        BinaryPrimitives.WriteUInt64BigEndian(raw[8..], endpoint.Low);
        // Allocates, for IPv6 peers only, until it has its own writer.
        new IPAddress(raw).TryFormat(into, out int written);
        return written;
    }

    private static int Unknown(Span<byte> into)
    {
        into[0] = (byte)'-';
        return 1;
    }
}
