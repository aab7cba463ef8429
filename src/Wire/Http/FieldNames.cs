using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Weir.Wire.Http;

/// <summary>
/// Recognises the known field names: by length, then in two overlapping words, whatever their case.
/// </summary>
public static class FieldNames
{
    private const ulong LowerCase8 = 0x2020202020202020;
    private const uint LowerCase4 = 0x20202020;

    /// <summary>
    /// Which field a name is. The name must be a token (RFC 9110 5.6.2): setting the lower-case bit then
    /// makes no byte equal to a letter, digit or hyphen that was not one.
    /// </summary>
    public static FieldName Of(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 => Is2(name, "te"u8) ? FieldName.Te : FieldName.Other,
        4 => Is4(name, "host"u8) ? FieldName.Host : FieldName.Other,
        6 => Is4(name, "cookie"u8) ? FieldName.Cookie
            : Is4(name, "expect"u8) ? FieldName.Expect : FieldName.Other,
        7 => Is4(name, "upgrade"u8) ? FieldName.Upgrade
            : Is4(name, "trailer"u8) ? FieldName.Trailer : FieldName.Other,
        10 => Is8(name, "connection"u8) ? FieldName.Connection
            : Is8(name, "set-cookie"u8) ? FieldName.SetCookie
            : Is8(name, "keep-alive"u8) ? FieldName.KeepAlive : FieldName.Other,
        13 => Is8(name, "cache-control"u8) ? FieldName.CacheControl
            : Is8(name, "x-original-to"u8) ? FieldName.XOriginalTo : FieldName.Other,
        14 => Is8(name, "content-length"u8) ? FieldName.ContentLength : FieldName.Other,
        15 => Is8(name, "x-forwarded-for"u8) ? FieldName.XForwardedFor : FieldName.Other,
        16 => Is8(name, "proxy-connection"u8) ? FieldName.ProxyConnection : FieldName.Other,
        // Two words leave out the ninth of seventeen bytes.
        17 => Is8(name, "transfer-encoding"u8) && name[8] == '-'
            ? FieldName.TransferEncoding : FieldName.Other,
        _ => FieldName.Other,
    };

    /// <summary>Both of one length, 8 to 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Is8(ReadOnlySpan<byte> name, ReadOnlySpan<byte> lower) =>
        ((Lower8(name) ^ MemoryMarshal.Read<ulong>(lower))
        | (Lower8(name[^8..]) ^ MemoryMarshal.Read<ulong>(lower[^8..]))) == 0;

    /// <summary>Both of one length, 4 to 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Is4(ReadOnlySpan<byte> name, ReadOnlySpan<byte> lower) =>
        ((Lower4(name) ^ MemoryMarshal.Read<uint>(lower))
        | (Lower4(name[^4..]) ^ MemoryMarshal.Read<uint>(lower[^4..]))) == 0;

    private static ulong Lower8(ReadOnlySpan<byte> name) => MemoryMarshal.Read<ulong>(name) | LowerCase8;

    private static uint Lower4(ReadOnlySpan<byte> name) => MemoryMarshal.Read<uint>(name) | LowerCase4;

    private static bool Is2(ReadOnlySpan<byte> name, ReadOnlySpan<byte> lower) =>
        (name[0] | 0x20) == lower[0] && (name[1] | 0x20) == lower[1];
}
