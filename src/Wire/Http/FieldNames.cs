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

    /// <summary>Both of one length, 8 to 16, which the caller has made sure of.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Is8(ReadOnlySpan<byte> name, ReadOnlySpan<byte> lower) =>
        (((Word8(name, 0) | LowerCase8) ^ Word8(lower, 0))
        | ((Word8(name, lower.Length - 8) | LowerCase8) ^ Word8(lower, lower.Length - 8))) == 0;

    /// <summary>Both of one length, 4 to 8, which the caller has made sure of.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Is4(ReadOnlySpan<byte> name, ReadOnlySpan<byte> lower) =>
        (((Word4(name, 0) | LowerCase4) ^ Word4(lower, 0))
        | ((Word4(name, lower.Length - 4) | LowerCase4) ^ Word4(lower, lower.Length - 4))) == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Word8(ReadOnlySpan<byte> text, int at) =>
        Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Word4(ReadOnlySpan<byte> text, int at) =>
        Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at));

    private static bool Is2(ReadOnlySpan<byte> name, ReadOnlySpan<byte> lower) =>
        (name[0] | 0x20) == lower[0] && (name[1] | 0x20) == lower[1];
}
