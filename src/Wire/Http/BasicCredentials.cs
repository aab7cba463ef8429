using System;
using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Weir.Wire.Http;

/// <summary>The value of an Authorization field in the Basic scheme (RFC 7617).</summary>
public static class BasicCredentials
{
    /// <summary>Longer ones are nobody's.</summary>
    public const int LengthMost = 512;

    /// <summary>Decodes "name:password". False: another scheme, no base64, or too long.</summary>
    /// <param name="value">The field's value, without blanks around it.</param>
    /// <param name="into"><see cref="LengthMost"/> bytes.</param>
    /// <param name="length">How many of them it takes.</param>
    public static bool TryDecode(ReadOnlySpan<byte> value, Span<byte> into, out int length)
    {
        length = 0;
        ReadOnlySpan<byte> scheme = "basic "u8;
        if (value.Length < scheme.Length || !Ascii.EqualsIgnoreCase(value[..scheme.Length], scheme))
        {
            return false;
        }

        ReadOnlySpan<byte> coded = value[scheme.Length..].TrimStart((byte)' ');
        OperationStatus status = Base64.DecodeFromUtf8(coded, into[..LengthMost], out _, out length);
        return status == OperationStatus.Done;
    }
}
