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

    /// <summary>Bytes written, or -1 when <paramref name="into"/> is too small.</summary>
    public static int Write(
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

        foreach (ref readonly Field field in fields)
        {
            bool dropped = field.Name switch
            {
                FieldName.Connection => parsed.Status != 101,
                FieldName.ContentLength => parsed.DropContentLength,
                FieldName.TransferEncoding => parsed.DropTransferEncoding,
                FieldName.SetCookie => edits.Cookie is { Insert: true } cookie
                    && SetCookieName.Is(field.ValueIn(head), cookie.Name),
                _ => false,
            };
            if (dropped)
            {
                writer.CopyTo(field.Start);
                writer.SkipTo(field.End);
            }
        }

        writer.CopyTo(parsed.FieldsEnd);
        if (parsed.DropContentLength && parsed.AddContentLength)
        {
            AddedFields.ContentLength(ref writer, parsed.DeclaredLength, edits.Frontend.IsClassic);
        }

        if (!interim && !edits.Tunnel)
        {
            writer.Add(edits.SetCookieLine);
            AddConnection(ref writer, parsed.Minor, in edits);
        }

        writer.Add("\r\n"u8);
        if (writer.Overflowed)
        {
            return -1;
        }

        if (parsed.Minor > 1)
        {
            into[7] = (byte)'1'; // "HTTP/1.x": the highest that we speak
        }

        return writer.Written;
    }

    /// <summary>Says what the version does not say by itself.</summary>
    private static void AddConnection(ref HeadWriter writer, byte minor, in ResponseEdits edits)
    {
        bool classic = edits.Frontend.IsClassic;
        if (!edits.KeepAlive)
        {
            writer.Add(
                minor == 0 || (classic && edits.RequestMinor == 0) ? default : AddedFields.Close(classic));
        }
        else if (minor == 0 || edits.RequestMinor == 0)
        {
            writer.Add(AddedFields.KeepAlive(classic));
        }
    }
}
