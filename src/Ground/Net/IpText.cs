using System;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Weir.Ground.Check;

namespace Weir.Ground.Net;

/// <summary>
/// Addresses to bytes, without a string: the log line and X-Forwarded-For are built on the byte path.
/// </summary>
public static class IpText
{
    /// <summary>The longest text of an address (IPv6 with an embedded IPv4).</summary>
    public const int MaxLength = 46;

    private const int V6Groups = 8;

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

    /// <summary>Reads four numbers up to 255 with dots between them, and nothing else. Port 0.</summary>
    public static bool TryParseV4(ReadOnlySpan<byte> text, out IpEndpoint address)
    {
        const int LongestPart = 3;
        uint value = 0;
        int parts = 0;
        int at = 0;
        while (parts < sizeof(uint))
        {
            uint part = 0;
            int start = at;
            while (at < text.Length && at - start < LongestPart && text[at] is >= (byte)'0' and <= (byte)'9')
            {
                part = (part * 10) + (uint)(text[at++] - '0');
            }

            bool isLast = ++parts == sizeof(uint);
            if (at == start || part > byte.MaxValue || (isLast ? at != text.Length : !HasDot(text, at++)))
            {
                address = default;
                return false;
            }

            value = (value << 8) | part;
        }

        address = IpEndpoint.V4(value, 0);
        return true;
    }

    private static bool HasDot(ReadOnlySpan<byte> text, int at) => at < text.Length && text[at] == '.';

    private static int FormatV4(uint address, Span<byte> into)
    {
        ref byte first = ref MemoryMarshal.GetReference(into); // of as many bytes as any address may have
        int at = 0;
        for (int shift = 24; shift >= 0; shift -= 8)
        {
            at += WriteOctet((byte)(address >> shift), ref Unsafe.Add(ref first, at));
        }

        return at - 1; // without the last dot
    }

    /// <summary>An octet and a dot, in one store of four bytes; returns how many of them count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int WriteOctet(uint octet, ref byte into)
    {
        const uint Zero = '0';
        uint tens = octet / 10;
        uint text = (Zero + octet - (tens * 10)) | ((uint)'.' << 8);
        int length = 2;
        if (tens > 0)
        {
            uint hundreds = tens / 10;
            text = (text << 8) | (Zero + tens - (hundreds * 10));
            length = 3;
            if (hundreds > 0)
            {
                text = (text << 8) | (Zero + hundreds);
                length = 4;
            }
        }

        BinaryPrimitives.WriteUInt32LittleEndian(MemoryMarshal.CreateSpan(ref into, sizeof(uint)), text);
        return length;
    }

    /// <summary>
    /// RFC 5952 4: hexadecimal without leading zeros, "::" for the longest run of at least two groups of
    /// zeros (the first of equal ones). An embedded IPv4 address is written as one, where inet_ntop(3) does.
    /// </summary>
    private static int FormatV6(in IpEndpoint endpoint, Span<byte> into)
    {
        Span<ushort> groups = stackalloc ushort[V6Groups];
        for (int i = 0; i < V6Groups; i++)
        {
            ulong half = i < V6Groups / 2 ? endpoint.High : endpoint.Low;
            groups[i] = (ushort)(half >> (48 - (i % (V6Groups / 2) * 16)));
        }

        (int zeros, int zerosEnd) = LongestZeros(groups);
        bool embedded = zeros == 0 && (zerosEnd == 6 || (zerosEnd == 5 && groups[5] == 0xffff));
        int groupsEnd = embedded ? 6 : V6Groups;
        int at = 0;
        for (int i = 0; i < groupsEnd;)
        {
            if (i == zeros)
            {
                // One colon where the run begins; the one before the next group, or the end, is the other.
                into[at++] = (byte)':';
                i = zerosEnd;
                if (i == V6Groups)
                {
                    into[at++] = (byte)':';
                }

                continue;
            }

            if (i > 0)
            {
                into[at++] = (byte)':';
            }

            Utf8Formatter.TryFormat(groups[i], into[at..], out int written, 'x');
            at += written;
            i++;
        }

        if (!embedded)
        {
            return at;
        }

        into[at++] = (byte)':';
        return at + FormatV4((uint)endpoint.Low, into[at..]);
    }

    /// <summary>
    /// Where the longest run of zeros begins and ends; -1 twice when no run has two groups.
    /// </summary>
    private static (int Start, int End) LongestZeros(ReadOnlySpan<ushort> groups)
    {
        (int Start, int End) longest = (-1, -1);
        for (int at = 0; at < groups.Length; at++)
        {
            int start = at;
            while (at < groups.Length && groups[at] == 0)
            {
                at++;
            }

            if (at - start >= 2 && at - start > longest.End - longest.Start)
            {
                longest = (start, at);
            }
        }

        return longest;
    }

    private static int Unknown(Span<byte> into)
    {
        into[0] = (byte)'-';
        return 1;
    }
}
