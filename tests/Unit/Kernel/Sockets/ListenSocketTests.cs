using System;
using System.Net;
using System.Net.Sockets;
using Weir.Ground.Net;
using Weir.Kernel.Calls;
using Weir.Kernel.Sockets;
using Xunit;

namespace Weir.Tests.Unit.Kernel.Sockets;

/// <summary>A socket that ends its listening and takes it up again.</summary>
public sealed class ListenSocketTests : IDisposable
{
    // Keeps a port for this test that is a chosen one: one that the kernel chose is given back when the
    // listening ends.
    private readonly Socket _reserved = Tcp();
    private readonly IPEndPoint _at;
    private readonly int _socket;

    public ListenSocketTests()
    {
        _reserved.SetRawSocketOption(1, 2, BitConverter.GetBytes(1)); // SOL_SOCKET, SO_REUSEADDR
        _reserved.SetRawSocketOption(1, 15, BitConverter.GetBytes(1)); // SO_REUSEPORT
        _reserved.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _at = (IPEndPoint)_reserved.LocalEndPoint!;
        _socket = ListenSocket.Open(IpEndpoint.V4(0x7F000001, (ushort)_at.Port), 10);
        Assert.True(_socket >= 0);
    }

    [Fact]
    public void EndedItRefuses()
    {
        Assert.True(ListenSocket.IsListening(_socket));
        ListenSocket.End(_socket);

        Assert.False(ListenSocket.IsListening(_socket));
        using Socket client = Tcp();
        SocketException refused = Assert.Throws<SocketException>(() => client.Connect(_at));
        Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public unsafe void ResumedItLetsWholeConnectionsIn(int shutdownsTooMany)
    {
        ListenSocket.End(_socket);
        ListenSocket.End(_socket);
        for (int i = 0; i < shutdownsTooMany; i++) Sys.Shutdown(_socket, Sys.SHUT_RD);

        Assert.Equal(0, ListenSocket.Resume(_socket, 10));
        Assert.Equal(0, ListenSocket.Resume(_socket, 10));
        using Socket client = Tcp();
        client.Connect(_at);
        client.Send("x"u8);
        int server = Accept();
        byte got;
        Assert.Equal(1, Sys.Recv(server, &got, 1, 0));
        Sys.Close(server);
    }

    [Fact]
    public void WhileSomebodyElseListensItCannotAndLaterItCan()
    {
        ListenSocket.End(_socket);
        using (Socket other = Tcp())
        {
            other.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            other.SetRawSocketOption(1, 15, BitConverter.GetBytes(0)); // what the framework sets as well
            other.Bind(_at);
            other.Listen();
            Assert.Equal(-Errno.EADDRINUSE, ListenSocket.Resume(_socket, 10));
            Assert.False(ListenSocket.IsListening(_socket));
        }

        Assert.Equal(0, ListenSocket.Resume(_socket, 10));
    }

    public void Dispose()
    {
        Sys.Close(_socket);
        _reserved.Dispose();
    }

    /// <summary>A blocking one: what was sent over loopback is there, or comes.</summary>
    private unsafe int Accept()
    {
        int fd = Sys.Accept4(_socket, null, null, 0);
        Assert.True(fd >= 0);
        return fd;
    }

    private static Socket Tcp() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
}
