using System;
using System.Buffers.Text;
using System.Text;
using Weir.Wire.Http;
using Weir.Wire.Http1;

namespace Weir.Relay.Respond;

/// <summary>
/// Whether a response says that caches may keep it: its status allows it (RFC 9110 15.1), it says how long it
/// is fresh or how it is asked for again, and nothing forbids it (RFC 9111 5.2.2).
/// </summary>
internal static class Cacheability
{
    public static bool IsDeclared(
        ReadOnlySpan<byte> head, ReadOnlySpan<Field> fields, int status, Method method)
    {
        if (method is not (Method.Get or Method.Head)
            || status is not (200 or 203 or 204 or 206 or 300 or 301 or 404 or 405 or 410 or 414 or 501))
        {
            return false;
        }

        bool declared = false;
        foreach (ref readonly Field field in fields)
        {
            ReadOnlySpan<byte> name = field.NameIn(head);
            ReadOnlySpan<byte> value = field.ValueIn(head);
            if (field.Name == FieldName.CacheControl)
            {
                if (Forbids(value))
                {
                    return false;
                }

                declared |= Age(value, "max-age="u8) > 0 || Age(value, "s-maxage="u8) > 0;
            }
            else if (Ascii.EqualsIgnoreCase(name, "pragma"u8) && ConnectionOptions.Has(value, "no-cache"u8))
            {
                return false;
            }
            else
            {
                declared |= Ascii.EqualsIgnoreCase(name, "expires"u8)
                    || Ascii.EqualsIgnoreCase(name, "etag"u8)
                    || Ascii.EqualsIgnoreCase(name, "last-modified"u8);
            }
        }

        return declared;
    }

    /// <summary>
    /// Whether a shared cache could keep a cookie that is set here, and give it to others (manual, <c>option
    /// checkcache</c>): also where nothing is declared, since caches may then decide by themselves.
    /// </summary>
    public static bool ExposesCookie(
        ReadOnlySpan<byte> head, ReadOnlySpan<Field> fields, int status, Method method)
    {
        bool setsCookie = false;
        bool isPublic = false;
        bool isKept = method is Method.Get or Method.Head or Method.Options or Method.Trace
            && status is 200 or 203 or 204 or 206 or 300 or 301 or 404 or 405 or 410 or 414 or 501;
        foreach (ref readonly Field field in fields)
        {
            ReadOnlySpan<byte> value = field.ValueIn(head);
            if (field.Name == FieldName.CacheControl)
            {
                isPublic |= ConnectionOptions.Has(value, "public"u8);
                isKept &= !Forbids(value) && !LeavesOutCookies(value);
            }
            else if (field.Name == FieldName.SetCookie)
            {
                setsCookie = true;
            }
            else if (Ascii.EqualsIgnoreCase(field.NameIn(head), "pragma"u8))
            {
                isKept &= !ConnectionOptions.Has(value, "no-cache"u8);
            }
        }

        return setsCookie && (isKept || isPublic);
    }

    /// <summary><c>no-cache="set-cookie"</c>, which may name more fields behind that one.</summary>
    private static bool LeavesOutCookies(ReadOnlySpan<byte> value)
    {
        ReadOnlySpan<byte> directive = "no-cache=\"set-cookie"u8;
        for (int at = 0; value.Length - at > directive.Length; at++)
        {
            if (Ascii.EqualsIgnoreCase(value.Slice(at, directive.Length), directive)
                && value[at + directive.Length] is (byte)'"' or (byte)',')
            {
                return true;
            }
        }

        return false;
    }

    private static bool Forbids(ReadOnlySpan<byte> value) =>
        ConnectionOptions.Has(value, "private"u8)
        || ConnectionOptions.Has(value, "no-store"u8)
        || ConnectionOptions.Has(value, "no-cache"u8)
        || Age(value, "max-age="u8) == 0
        || Age(value, "s-maxage="u8) == 0;

    /// <summary>Seconds behind a directive, which is given in lower case; -1: it is not there.</summary>
    private static long Age(ReadOnlySpan<byte> value, ReadOnlySpan<byte> directive)
    {
        while (!value.IsEmpty)
        {
            int comma = value.IndexOf((byte)',');
            ReadOnlySpan<byte> item = (comma < 0 ? value : value[..comma]).Trim(" \t"u8);
            if (item.Length > directive.Length
                && Ascii.EqualsIgnoreCase(item[..directive.Length], directive)
                && Utf8Parser.TryParse(item[directive.Length..], out long seconds, out _))
            {
                return seconds;
            }

            value = comma < 0 ? default : value[(comma + 1)..];
        }

        return -1;
    }
}
