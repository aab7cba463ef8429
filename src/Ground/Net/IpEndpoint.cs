using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Weir.Ground.Net;

/// <summary>The address family of an <see cref="IpEndpoint"/>.</summary>
public enum IpFamily : byte
{
    None = 0,
    V4 = 4,
    V6 = 6,
}

/// <summary>
/// An IP address and a port, 24 bytes without a reference, so that it may lie in unmanaged tables.
/// </summary>
/// <param name="High">First eight bytes of an IPv6 address in network order; 0 for IPv4.</param>
/// <param name="Low">Last eight bytes of an IPv6 address; for IPv4 the address in its low 32 bits, first
/// octet highest.</param>
[StructLayout(LayoutKind.Auto)] // in the order written it would take 32
public readonly record struct IpEndpoint(IpFamily Family, ulong High, ulong Low, ushort Port)
{
    public static IpEndpoint V4(uint address, ushort port) => new(IpFamily.V4, 0, address, port);

    public static IpEndpoint V6(ReadOnlySpan<byte> sixteen, ushort port) => new(
        IpFamily.V6,
        BinaryPrimitives.ReadUInt64BigEndian(sixteen),
        BinaryPrimitives.ReadUInt64BigEndian(sixteen[8..]),
        port);

    /// <summary>0.0.0.0 or [::].</summary>
    public bool IsAny => High == 0 && Low == 0;

    public IpEndpoint WithPort(ushort port) => this with { Port = port };

    /// <summary>Dotted IPv4 or RFC 5952 IPv6 text, without brackets and port.</summary>
    public override string ToString()
    {
        Span<byte> text = stackalloc byte[IpText.MaxLength];
        return System.Text.Encoding.ASCII.GetString(text[..IpText.FormatAddress(this, text)]);
    }
}
