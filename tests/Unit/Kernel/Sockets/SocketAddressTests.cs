using System;
using System.Net;
using Weir.Ground.Net;
using Weir.Kernel.Calls;
using Xunit;
using SocketAddress = Weir.Kernel.Sockets.SocketAddress;

namespace Weir.Tests.Unit.Kernel.Sockets;

public sealed unsafe class SocketAddressTests
{
    private static readonly IpEndpoint Six =
        IpEndpoint.V6(IPAddress.Parse("2001:db8::1:2").GetAddressBytes(), 443);

    [Fact]
    public void FourIsWrittenInNetworkOrder()
    {
        byte* raw = stackalloc byte[SocketAddress.MaxBytes];
        uint length = SocketAddress.Write(IpEndpoint.V4(0xC0000201, 8080), raw);
        Assert.Equal(16u, length);
        Assert.Equal(Sys.AF_INET, *(ushort*)raw);
        byte[] expected = [0x1F, 0x90, 192, 0, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0];
        Assert.Equal(expected, new ReadOnlySpan<byte>(raw + 2, 14).ToArray());
    }

    [Fact]
    public void SixIsWrittenInNetworkOrder()
    {
        byte* raw = stackalloc byte[SocketAddress.MaxBytes];
        uint length = SocketAddress.Write(Six, raw);
        Assert.Equal(28u, length);
        Assert.Equal(Sys.AF_INET6, *(ushort*)raw);
        Assert.Equal(0x01, raw[2]);
        Assert.Equal(0xBB, raw[3]);
        byte[] address = IPAddress.Parse("2001:db8::1:2").GetAddressBytes();
        Assert.Equal(address, new ReadOnlySpan<byte>(raw + 8, 16).ToArray());
    }

    [Fact]
    public void WhatWasWrittenIsReadBack()
    {
        byte* raw = stackalloc byte[SocketAddress.MaxBytes];
        IpEndpoint[] endpoints = [IpEndpoint.V4(0x7F000001, 1), Six, IpEndpoint.V4(0, 65535)];
        foreach (IpEndpoint endpoint in endpoints)
        {
            Assert.Equal(endpoint, SocketAddress.Read(raw, SocketAddress.Write(endpoint, raw)));
        }
    }

    [Fact]
    public void AddressOfAUnixSocketIsNone()
    {
        ushort family = Sys.AF_UNIX;
        Assert.Equal(default, SocketAddress.Read(&family, sizeof(ushort)));
        Assert.Equal(default, SocketAddress.Read(&family, 0));
    }

    [Fact]
    public void AddressThatIsCutShortIsNone()
    {
        byte* raw = stackalloc byte[SocketAddress.MaxBytes];
        uint length = SocketAddress.Write(Six, raw);
        Assert.Equal(default, SocketAddress.Read(raw, length - 1));
        length = SocketAddress.Write(IpEndpoint.V4(0x7F000001, 1), raw);
        Assert.Equal(default, SocketAddress.Read(raw, length - 1));
    }
}
