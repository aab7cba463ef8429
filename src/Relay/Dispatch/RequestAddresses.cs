using System;
using System.Buffers.Text;
using System.Text;
using Weir.Ground.Net;
using Weir.Wire.Http;
using Weir.Wire.Http1;

namespace Weir.Relay.Dispatch;

/// <summary>IPv4 addresses that stand in a request: names are not looked up for a client.</summary>
internal static class RequestAddresses
{
    private const ushort HttpPort = 80;

    /// <summary>The authority of an absolute target; None when that is a name, or there is none.</summary>
    public static IpEndpoint OfTarget(ReadOnlySpan<byte> requestLine)
    {
        int start = requestLine.IndexOf((byte)' ') + 1;
        int end = requestLine.LastIndexOf((byte)' ');
        ReadOnlySpan<byte> authority = end <= start ? default : Target.AuthorityOf(requestLine[start..end]);
        int colon = authority.LastIndexOf((byte)':');
        if (!IpText.TryParseV4(colon < 0 ? authority : authority[..colon], out IpEndpoint address))
        {
            return default;
        }

        ReadOnlySpan<byte> port = authority[(colon + 1)..];
        bool isNumber = Utf8Parser.TryParse(port, out ushort number, out int used) && used == port.Length;
        return colon < 0 ? address.WithPort(HttpPort) : isNumber ? address.WithPort(number) : default;
    }

    /// <summary>
    /// One of the addresses in the fields of a name, which are read as one list; None when there is no such
    /// one, or it is no address.
    /// </summary>
    /// <param name="head">The whole head of a request; empty: there is none.</param>
    /// <param name="name">The field's name.</param>
    /// <param name="occurrence">Which of its items: from 1, or from -1 backwards.</param>
    /// <param name="fields">Room for the head's field index.</param>
    public static IpEndpoint OfField(
        ReadOnlySpan<byte> head, ReadOnlySpan<byte> name, int occurrence, Span<Field> fields)
    {
        if (RequestParser.Parse(head, fields, out RequestHead parsed, out _) != ParseStatus.Complete)
        {
            return default;
        }

        ReadOnlySpan<Field> index = fields[..parsed.FieldCount];
        int left = occurrence;
        int step = left > 0 ? 1 : -1;
        for (int i = left > 0 ? 0 : index.Length - 1; i >= 0 && i < index.Length; i += step)
        {
            if (!Ascii.EqualsIgnoreCase(index[i].NameIn(head), name))
            {
                continue;
            }

            ReadOnlySpan<byte> list = index[i].ValueIn(head);
            while (!list.IsEmpty && left != 0)
            {
                ReadOnlySpan<byte> item = TakeItem(ref list, fromFront: step > 0);
                left -= step;
                if (left == 0)
                {
                    return IpText.TryParseV4(item, out IpEndpoint address) ? address : default;
                }
            }
        }

        return default;
    }

    private static ReadOnlySpan<byte> TakeItem(scoped ref ReadOnlySpan<byte> list, bool fromFront)
    {
        int comma = fromFront ? list.IndexOf((byte)',') : list.LastIndexOf((byte)',');
        ReadOnlySpan<byte> item = comma < 0 ? list : fromFront ? list[..comma] : list[(comma + 1)..];
        list = comma < 0 ? default : fromFront ? list[(comma + 1)..] : list[..comma];
        return item.Trim(" \t"u8);
    }
}
