using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Weir.Ground.Net;

/// <summary>
/// Bytes to addresses, without a string: what clients write into fields is read on the byte path.
/// </summary>
public static class IpReader
{
    private const int V6Groups = 8;

    /// <summary>
    /// Four decimal octets, or the text of an IPv6 address (RFC 4291 2.2) without brackets and zone.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out IpEndpoint address)
    {
        address = default;
        if (text.Contains((byte)':'))
        {
            return TryReadV6(text, out address);
        }

        if (!TryReadV4(text, out uint bits))
        {
            return false;
        }

        address = IpEndpoint.V4(bits, 0);
        return true;
    }

    /// <summary>The same, of words of a file.</summary>
    public static bool TryRead(string text, out IpEndpoint address)
    {
        Span<byte> ascii = stackalloc byte[IpText.MaxLength];
        address = default;
        return Ascii.FromUtf16(text, ascii, out int length) == OperationStatus.Done
            && TryRead(ascii[..length], out address);
    }

    private static bool TryReadV4(ReadOnlySpan<byte> text, out uint address)
    {
        address = 0;
        int octets = 0;
        int value = -1;
        for (int i = 0; i <= text.Length; i++)
        {
            int digit = i < text.Length ? text[i] - '0' : -1;
            if ((uint)digit <= 9)
            {
                value = (int.Max(value, 0) * 10) + digit;
                if (value > 255)
                {
                    return false;
                }

                continue;
            }

            if (value < 0 || octets == 4 || (i < text.Length && text[i] != '.'))
            {
                return false;
            }

            address = (address << 8) | (uint)value;
            octets++;
            value = -1;
        }

        return octets == 4;
    }

    private static bool TryReadV6(ReadOnlySpan<byte> text, out IpEndpoint address)
    {
        address = default;
        Span<byte> bytes = stackalloc byte[2 * V6Groups];
        bytes.Clear();
        int count = 0; // bytes that were read
        int gap = text.StartsWith("::"u8) ? 0 : -1; // where "::" stands among them
        text = gap == 0 ? text[2..] : text;
        while (!text.IsEmpty)
        {
            if (!TryTakeGroup(ref text, bytes, ref count))
            {
                return false;
            }

            bool isGap = text.StartsWith("::"u8);
            if (isGap ? gap >= 0 : text is [(byte)':'])
            {
                return false; // a second gap, or a colon at the end
            }

            gap = isGap ? count : gap;
            text = isGap ? text[2..] : text.IsEmpty ? text : text[1..];
        }

        if (gap < 0 ? count != bytes.Length : count > bytes.Length - 2)
        {
            return false;
        }

        if (gap >= 0)
        {
            Span<byte> behind = bytes[gap..count];
            behind.CopyTo(bytes[(bytes.Length - behind.Length)..]);
            bytes[gap..(bytes.Length - behind.Length)].Clear();
        }

        address = IpEndpoint.V6(bytes, 0);
        return true;
    }

    /// <summary>The next two bytes, or the last four as an IPv4 address; ':' or nothing follows.</summary>
    private static bool TryTakeGroup(
        scoped ref ReadOnlySpan<byte> text, scoped Span<byte> bytes, ref int count)
    {
        int colon = text.IndexOf((byte)':');
        ReadOnlySpan<byte> group = colon < 0 ? text : text[..colon];
        text = text[group.Length..];
        if (colon < 0 && group.Contains((byte)'.'))
        {
            if (count > bytes.Length - 4 || !TryReadV4(group, out uint embedded))
            {
                return false;
            }

            BinaryPrimitives.WriteUInt32BigEndian(bytes[count..], embedded);
            count += 4;
            return true;
        }

        if (count == bytes.Length || !TryReadGroup(group, out int value))
        {
            return false;
        }

        bytes[count++] = (byte)(value >> 8);
        bytes[count++] = (byte)value;
        return true;
    }

    /// <summary>One to four hexadecimal digits.</summary>
    private static bool TryReadGroup(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (byte one in text)
        {
            int digit = one - '0';
            digit = (uint)digit <= 9 ? digit : (one | 0x20) - 'a' + 10;
            if (!char.IsAsciiHexDigit((char)one))
            {
                return false;
            }

            value = (value << 4) | digit;
        }

        return text.Length is > 0 and <= 4;
    }
}
