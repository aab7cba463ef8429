using System;
using Weir.Model.Plan;
using Weir.Relay.Forward;
using Weir.Wire.Http;
using Weir.Wire.Http1;

namespace Weir.Relay.Respond;

/// <summary>A server's head, as the client is to see it: one pass over the bytes.</summary>
internal static class ResponseHeadBuilder
{
    /// <summary>Bytes of <c>HTTP/1.1 200</c>.</summary>
    private const int StatusLineMin = 12;

    public static WrittenHead Write(
        ReadOnlySpan<byte> head, in ResponseHead parsed, ReadOnlySpan<Field> fields, in ResponseEdits edits,
        Span<byte> into)
    {
        var writer = new HeadWriter(head, into);
        bool interim = parsed.Status < 200;
        if (parsed.LineEnd == StatusLineMin)
        {
            // The blank before an absent reason is required (RFC 9112 4); not every server sends it.
            writer.CopyTo(StatusLineMin);
            writer.Add(" "u8);
        }

        byte cookie = CopyFields(ref writer, head, in parsed, fields, in edits);
        if (parsed.DropContentLength && parsed.AddContentLength)
        {
            AddedFields.ContentLength(ref writer, parsed.DeclaredLength, edits.Frontend.IsClassic);
        }

        if (!interim && !edits.Tunnel)
        {
            bool mayBeKept = edits.Cookie is { Fence: CacheFence.WhenCacheable }
                && Cacheability.IsDeclared(head, fields, parsed.Status, edits.Method);
            cookie = AddCookie(ref writer, in edits, cookie, mayBeKept);
            AddConnection(ref writer, parsed.Minor, in edits);
        }

        writer.Add("\r\n"u8);
        if (writer.Overflowed)
        {
            return new WrittenHead(-1, cookie);
        }

        if (parsed.Minor > 1)
        {
            into[7] = (byte)'1'; // "HTTP/1.x": the highest that we speak
        }

        return new WrittenHead(writer.Written, cookie);
    }

    /// <summary>
    /// All up to the end of the fields, save those that are not for the client. The result says what became
    /// of a cookie of our name (<see cref="ServersCookie"/>).
    /// </summary>
    private static byte CopyFields(
        ref HeadWriter writer, ReadOnlySpan<byte> head, in ResponseHead parsed, ReadOnlySpan<Field> fields,
        in ResponseEdits edits)
    {
        byte cookie = (byte)'N';
        foreach (ref readonly Field field in fields)
        {
            bool dropped = false;
            switch (field.Name)
            {
                case FieldName.Connection:
                    dropped = parsed.Status != 101 && !edits.PassesConnection;
                    break;
                case FieldName.ProxyConnection:
                    dropped = edits.IsProxied;
                    break;
                case FieldName.ContentLength:
                    dropped = parsed.DropContentLength;
                    break;
                case FieldName.TransferEncoding:
                    // HTTP/1.0 knows none: such a client would take the chunks for data (RFC 9112 6.1).
                    dropped = parsed.DropTransferEncoding
                        || (edits.RequestMinor == 0 && !edits.PassesConnection);
                    break;
                case FieldName.SetCookie when edits.Cookie is not null:
                    byte fate = ServersCookie.Edit(ref writer, head, in field, in edits);
                    cookie = fate == 'N' ? cookie : fate;
                    break;
                default:
                    break;
            }

            if (dropped)
            {
                writer.CopyTo(field.Start);
                writer.SkipTo(field.End);
            }
        }

        writer.CopyTo(parsed.FieldsEnd);
        return cookie;
    }

    /// <summary>Gives the client our cookie, unless the server's own stands for it.</summary>
    private static byte AddCookie(
        ref HeadWriter writer, in ResponseEdits edits, byte servers, bool mayBeKept)
    {
        if (edits.SetCookieLine.IsEmpty || servers == 'P')
        {
            return servers;
        }

        Span<byte> dates = stackalloc byte[CookieDates.LengthMax];
        int told = edits.Dates.Last == 0 ? 0 : edits.Dates.Write(dates);
        writer.Add(edits.SetCookieLine[..edits.DatesAt]);
        writer.Add(dates[..told]);
        writer.Add(edits.SetCookieLine[edits.DatesAt..]);
        writer.Add(mayBeKept ? "cache-control: private\r\n"u8 : default);
        return edits.CookieIsRight ? (byte)'U' : (byte)'I';
    }

    /// <summary>Says what the version does not say by itself.</summary>
    private static void AddConnection(ref HeadWriter writer, byte minor, in ResponseEdits edits)
    {
        bool classic = edits.Frontend.IsClassic;
        if (!edits.KeepAlive)
        {
            writer.Add(
                minor == 0 || (classic && edits.RequestMinor == 0)
                    ? default
                    : AddedFields.Close(classic, edits.IsProxied));
        }
        else if (minor == 0 || edits.RequestMinor == 0)
        {
            writer.Add(AddedFields.KeepAlive(classic, edits.IsProxied));
        }
    }
}
