using System;
using System.Buffers.Text;
using Weir.Ground.Net;
using Weir.Model.Plan;
using Weir.Wire.Http1;

namespace Weir.Relay.Forward;

/// <summary>Fields that the proxy adds. In classic sections they keep their classic case.</summary>
internal static class AddedFields
{
    /// <param name="classic">In its classic case.</param>
    /// <param name="proxied">In the field that proxies use among themselves.</param>
    public static ReadOnlySpan<byte> Close(bool classic, bool proxied = false) => (classic, proxied) switch
    {
        (false, false) => "connection: close\r\n"u8,
        (true, false) => "Connection: close\r\n"u8,
        (false, true) => "proxy-connection: close\r\n"u8,
        (true, true) => "Proxy-Connection: close\r\n"u8,
    };

    /// <inheritdoc cref="Close"/>
    public static ReadOnlySpan<byte> KeepAlive(bool classic, bool proxied = false) =>
        (classic, proxied) switch
        {
            (false, false) => "connection: keep-alive\r\n"u8,
            (true, false) => "Connection: keep-alive\r\n"u8,
            (false, true) => "proxy-connection: keep-alive\r\n"u8,
            (true, true) => "Proxy-Connection: keep-alive\r\n"u8,
        };

    /// <summary>The one length that remains of several equal ones.</summary>
    public static void ContentLength(ref HeadWriter writer, long length, bool classic)
    {
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(length, digits, out int count);
        writer.Add(classic ? "Content-Length: "u8 : "content-length: "u8);
        writer.Add(digits[..count]);
        writer.Add("\r\n"u8);
    }

    public static void Address(ref HeadWriter writer, AddedAddress field, in IpEndpoint address)
    {
        Span<byte> text = stackalloc byte[IpText.MaxLength];
        writer.Add(field.FieldText);
        writer.Add(text[..IpText.FormatAddress(address, text)]);
        writer.Add("\r\n"u8);
    }
}
