using System;
using System.Text;
using Weir.Wire.Http1;

namespace Weir.Wire.Handshake;

/// <summary>
/// What a client of the Remote Desktop Protocol asks for first ([MS-RDPBCGR] 2.2.1.1): behind two headers, of
/// which HAProxy reads nothing either, a line <c>Cookie: name=value</c>.
/// </summary>
public static class RdpRequest
{
    /// <summary>Bytes of a TPKT header and of a connection request's (X.224) that are before it.</summary>
    private const int HeadersLength = 11;

    /// <summary>
    /// The first line's cookie. Incomplete: its end has not come. Rejected: there is none, or another one.
    /// </summary>
    /// <param name="bytes">What the client has sent.</param>
    /// <param name="name">Its name, whatever its case; empty: any.</param>
    /// <param name="value">Up to the end of the line.</param>
    public static ParseStatus Cookie(
        ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        value = default;
        ReadOnlySpan<byte> word = "Cookie:"u8;
        ReadOnlySpan<byte> line = bytes[Math.Min(HeadersLength, bytes.Length)..];
        int came = Math.Min(word.Length, line.Length);
        if (!Ascii.EqualsIgnoreCase(line[..came], word[..came]))
        {
            return ParseStatus.Rejected;
        }

        line = line[came..].TrimStart((byte)' ');
        int equals = line.IndexOfAny("=\r"u8);
        if (equals >= 0 && (line[equals] != '=' || !IsAsked(line[..equals], name)))
        {
            return ParseStatus.Rejected;
        }

        ReadOnlySpan<byte> rest = line[(equals + 1)..];
        int end = rest.IndexOf((byte)'\r');
        if (equals < 0 || end < 0 || end + 1 == rest.Length)
        {
            return ParseStatus.Incomplete;
        }

        if (rest[end + 1] != '\n')
        {
            return ParseStatus.Rejected;
        }

        value = rest[..end];
        return ParseStatus.Complete;
    }

    private static bool IsAsked(ReadOnlySpan<byte> name, ReadOnlySpan<byte> asked) =>
        asked.IsEmpty || Ascii.EqualsIgnoreCase(name, asked);
}
