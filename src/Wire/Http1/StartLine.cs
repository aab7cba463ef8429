using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Weir.Wire.Http1;

internal enum VersionRead : byte
{
    Incomplete,
    Complete,
    NotHttp,
    OtherMajor,
}

/// <summary>
/// What request lines and status lines have in common: the version, and the end of the line.
/// </summary>
internal static class StartLine
{
    /// <summary>Bytes of "HTTP/1.x".</summary>
    public const int VersionLength = 8;

    private const ulong AllButMinor = 0x00ffffffffffffff;

    private static ReadOnlySpan<byte> Expected => "HTTP/1.0"u8;

    /// <summary>"HTTP/1." and one digit, as far as it has arrived (RFC 9112 2.3; upper case only).</summary>
    public static VersionRead ReadVersion(ReadOnlySpan<byte> bytes, int at, out byte minor)
    {
        ReadOnlySpan<byte> rest = bytes[at..];
        minor = 0;
        if (rest.Length < VersionLength)
        {
            return ReadSlowly(rest);
        }

        ulong difference = MemoryMarshal.Read<ulong>(rest) ^ MemoryMarshal.Read<ulong>(Expected);
        minor = (byte)(rest[VersionLength - 1] - '0');
        return (difference & AllButMinor) == 0 && minor <= 9 ? VersionRead.Complete : ReadSlowly(rest);
    }

    /// <summary>Whether the line ends here: both are false while that has not arrived.</summary>
    /// <param name="next">First byte of the next line, when it ends.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool EndsAt(ReadOnlySpan<byte> bytes, int at, out int next, out bool other)
    {
        next = at;
        other = false;
        if (at < bytes.Length && bytes[at] == '\r')
        {
            at++;
        }

        if (at >= bytes.Length)
        {
            return false;
        }

        next = at + 1;
        other = bytes[at] != '\n';
        return !other;
    }

    /// <summary>
    /// The first byte that is wrong decides what is wrong, so that later bytes do not change it.
    /// </summary>
    private static VersionRead ReadSlowly(ReadOnlySpan<byte> rest)
    {
        ReadOnlySpan<byte> expected = Expected;
        for (int i = 0; i < expected.Length; i++)
        {
            if (i >= rest.Length)
            {
                return VersionRead.Incomplete;
            }

            bool digit = rest[i] is >= (byte)'0' and <= (byte)'9';
            if (rest[i] != expected[i] && !(digit && i == VersionLength - 1))
            {
                return digit && expected[i] == '1' ? VersionRead.OtherMajor : VersionRead.NotHttp;
            }
        }

        return VersionRead.Complete;
    }
}
