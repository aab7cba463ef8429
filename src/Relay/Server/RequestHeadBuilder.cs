using System;
using System.Text;
using Weir.Ground.Net;
using Weir.Model.Plan;
using Weir.Relay.Forward;
using Weir.Wire.Http;
using Weir.Wire.Http1;

namespace Weir.Relay.Server;

/// <summary>A client's head, as the server is to see it: one pass over the bytes.</summary>
internal static class RequestHeadBuilder
{
    /// <summary>Bytes written, or -1 when <paramref name="into"/> is too small.</summary>
    public static int Write(
        ReadOnlySpan<byte> head, in RequestHead parsed, ReadOnlySpan<Field> fields, in RequestEdits edits,
        Span<byte> into)
    {
        var writer = new HeadWriter(head, into);
        writer.SkipTo(parsed.Start);
        CookiePlan? cookie = edits.Backend.Backend?.Cookie;
        foreach (ref readonly Field field in fields)
        {
            switch (field.Name)
            {
                case FieldName.Connection when edits.Mode != ConnectionMode.Tunnel:
                case FieldName.ProxyConnection when edits.IsProxied:
                case FieldName.ContentLength when parsed.DropContentLength:
                case FieldName.Expect when edits.DropExpect:
                    writer.CopyTo(field.Start);
                    writer.SkipTo(field.End);
                    break;
                case FieldName.Cookie when cookie is { Insert: true, Indirect: true }:
                    CutCookie(ref writer, head, in field, cookie.Name);
                    break;
                case FieldName.Cookie when cookie is { Mode: CookieMode.Prefix }:
                    CutPrefix(ref writer, head, in field, cookie.Name);
                    break;
                default:
                    break;
            }
        }

        writer.CopyTo(parsed.FieldsEnd);
        AddFields(ref writer, head, fields, in parsed, in edits);
        writer.Add("\r\n"u8);
        if (writer.Overflowed)
        {
            return -1;
        }

        if (parsed.Minor > 1)
        {
            // We speak 1.1 to servers, whatever later minor version the client names (RFC 9110 2.5).
            into[parsed.LineEnd - parsed.Start - 1] = (byte)'1';
        }

        return writer.Written;
    }

    private static void CutCookie(
        ref HeadWriter writer, ReadOnlySpan<byte> head, in Field field, ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> value = field.ValueIn(head);
        if (!CookieSearch.Find(value, name, out CookiePair pair))
        {
            return;
        }

        CookiePair last = pair;
        while (CookieSearch.FindNext(value, name, in last, out CookiePair next))
        {
            last = next;
        }

        if (last.Only)
        {
            writer.CopyTo(field.Start);
            writer.SkipTo(field.End);
            return;
        }

        do
        {
            writer.CopyTo(field.ValueStart + pair.CutStart);
            writer.SkipTo(field.ValueStart + pair.CutEnd);
            last = pair;
        }
        while (CookieSearch.FindNext(value, name, in last, out pair));
    }

    /// <summary>Takes the server's part and the '~' behind it from each cookie of the name.</summary>
    private static void CutPrefix(
        ref HeadWriter writer, ReadOnlySpan<byte> head, in Field field, ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> value = field.ValueIn(head);
        bool found = CookieSearch.Find(value, name, out CookiePair pair);
        while (found)
        {
            int tilde = pair.ValueIn(value).IndexOf((byte)'~');
            if (tilde >= 0)
            {
                writer.CopyTo(field.ValueStart + pair.ValueStart);
                writer.SkipTo(field.ValueStart + pair.ValueStart + tilde + 1);
            }

            CookiePair last = pair;
            found = CookieSearch.FindNext(value, name, in last, out pair);
        }
    }

    private static void AddFields(
        ref HeadWriter writer, ReadOnlySpan<byte> head, ReadOnlySpan<Field> fields, in RequestHead parsed,
        in RequestEdits edits)
    {
        if (parsed.DropContentLength && parsed.AddContentLength)
        {
            AddedFields.ContentLength(ref writer, parsed.DeclaredLength, edits.Backend.IsClassic);
        }

        if ((edits.Frontend.ForwardFor ?? edits.Backend.ForwardFor) is AddedAddress forwarded
            && IsTold(forwarded, edits.Peer, head, fields))
        {
            AddedFields.Address(ref writer, forwarded, edits.Peer);
        }

        if ((edits.Frontend.OriginalTo ?? edits.Backend.OriginalTo) is AddedAddress original
            && IsTold(original, edits.Local, head, fields))
        {
            AddedFields.Address(ref writer, original, edits.Local);
        }

        AddConnection(ref writer, in parsed, in edits);
    }

    private static void AddConnection(
        ref HeadWriter writer, in RequestHead parsed, in RequestEdits edits)
    {
        bool classic = edits.Backend.IsClassic;
        bool closes = edits.Mode is ConnectionMode.ServerClose or ConnectionMode.Close
            && edits.Backend.Backend is not { PretendsKeepAlive: true };
        if (edits.Mode == ConnectionMode.Tunnel)
        {
            return; // it says about its connection what it likes
        }

        if (parsed.Upgrade)
        {
            writer.Add(classic ? "Connection: Upgrade\r\n"u8 : "connection: Upgrade\r\n"u8);
        }
        else if (closes)
        {
            // HTTP/1.0 closes by itself unless asked not to.
            writer.Add(parsed.Minor == 0 ? default : AddedFields.Close(classic, edits.IsProxied));
        }
        else if (parsed.Minor == 0 && !classic)
        {
            writer.Add(AddedFields.KeepAlive(classic, edits.IsProxied));
        }
    }

    private static bool IsTold(
        AddedAddress field, in IpEndpoint address, ReadOnlySpan<byte> head, ReadOnlySpan<Field> fields)
    {
        if (field.Except is { } except && except.Contains(address))
        {
            return false;
        }

        ReadOnlySpan<byte> name = field.FieldText.AsSpan(0, field.NameLength);
        foreach (ref readonly Field one in field.IfNone ? fields : default)
        {
            if (Ascii.EqualsIgnoreCase(one.NameIn(head), name))
            {
                return false;
            }
        }

        return true;
    }
}
