using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Weir.Ground.Net;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;
using Weir.Kernel.Sockets;
using Xunit;
using SocketAddress = Weir.Kernel.Sockets.SocketAddress;

namespace Weir.Tests.Unit.Kernel.Sockets;

public sealed class SocketTests
{
    private static readonly IpEndpoint Loopback = IpEndpoint.V4(0x7F000001, 0);

    [Fact]
    public void EveryWorkerListensAtTheSameAddress()
    {
        int one = ListenSocket.Open(Loopback, 10);
        int two = ListenSocket.Open(SocketAddress.LocalOf(one), 10);
        Assert.True(one >= 0);
        Assert.True(two >= 0);
        Assert.NotEqual(0, SocketAddress.LocalOf(one).Port);
        Assert.Equal(SocketAddress.LocalOf(one), SocketAddress.LocalOf(two));
        Sys.Close(one);
        Sys.Close(two);
    }

    [Fact]
    public void AddressThatSomebodyElseListensAtIsInUse()
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        ushort port = (ushort)((IPEndPoint)other.LocalEndpoint).Port;
        Assert.Equal(-Errno.EADDRINUSE, ListenSocket.Open(Loopback.WithPort(port), 10));
    }

    [Fact]
    public void AddressOfAnotherBoxCannotBeAssigned() =>
        Assert.Equal(-Errno.EADDRNOTAVAIL, ListenSocket.Open(IpEndpoint.V4(0xC0000201, 0), 10));

    [Fact]
    public void DialComesFromItsSource()
    {
        IpEndpoint source = IpEndpoint.V4(0x7F000002, 0);
        int listener = ListenSocket.Open(Loopback, 10);
        int fd = DialSocket.Open(SocketAddress.LocalOf(listener), source);
        Assert.True(fd >= 0);
        Assert.Equal(source, SocketAddress.LocalOf(fd).WithPort(0));
        Assert.Equal(0, DialSocket.ResultOf(fd));
        Sys.Close(fd);
        Sys.Close(listener);
    }

    [Fact]
    public void DialComesFromTheVeryPortOfItsSource()
    {
        int taken = ListenSocket.Bind(IpEndpoint.V4(0x7F000002, 0));
        IpEndpoint source = SocketAddress.LocalOf(taken);
        Sys.Close(taken);
        int listener = ListenSocket.Open(Loopback, 10);
        int fd = DialSocket.Open(SocketAddress.LocalOf(listener), source);
        Assert.True(fd >= 0);
        Assert.Equal(source, SocketAddress.LocalOf(fd));
        Sys.Close(fd);
        Sys.Close(listener);
    }

    [Fact]
    public void AForeignSourceIsToldFromAServerThatCannotBeReached()
    {
        IpEndpoint foreign = IpEndpoint.V4(0xC0000201, 0);
        int ofSource = DialSocket.Open(Loopback.WithPort(9), foreign);
        Assert.True(DialFailure.IsOfSource(ofSource));
        Assert.Equal(-Errno.EADDRNOTAVAIL, DialFailure.ErrorOf(ofSource));

        // A socket of 127.0.0.1 has no way to another box.
        int ofServer = DialSocket.Open(foreign.WithPort(9), Loopback);
        Assert.True(ofServer < 0);
        Assert.False(DialFailure.IsOfSource(ofServer));
        Assert.Equal(ofServer, DialFailure.ErrorOf(ofServer));
    }

    [Fact]
    public void DatagramReachesAnAbstractName()
    {
        string name = "\0weir-test-" + Guid.NewGuid().ToString("N");
        using Socket receiver = new(
            AddressFamily.Unix, SocketType.Dgram, 0);
        receiver.Bind(new UnixDomainSocketEndPoint(name));
        int fd = DatagramSocket.OpenUnix();
        Assert.Equal(5, DatagramSocket.Send(fd, Encoding.ASCII.GetBytes(name), "a log"u8));
        byte[] got = new byte[10];
        Assert.Equal(5, receiver.Receive(got));
        Assert.Equal("a log", Encoding.ASCII.GetString(got, 0, 5));
        Sys.Close(fd);
    }

    [Fact]
    public void DatagramsToNobodyDoNotFail()
    {
        int taken = ListenSocket.Bind(Loopback); // a port that no UDP socket has, as far as anybody can tell
        IpEndpoint nobody = SocketAddress.LocalOf(taken);
        int fd = DatagramSocket.OpenUdp(IpFamily.V4);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(4, DatagramSocket.Send(fd, nobody, "line"u8));
        }

        Sys.Close(fd);
        Sys.Close(taken);
    }

    [Fact]
    public void DatagramReachesItsAddress()
    {
        using UdpClient receiver = new(new IPEndPoint(IPAddress.Loopback, 0));
        ushort port = (ushort)((IPEndPoint)receiver.Client.LocalEndPoint!).Port;
        int fd = DatagramSocket.OpenUdp(IpFamily.V4);
        Assert.Equal(4, DatagramSocket.Send(fd, Loopback.WithPort(port), "line"u8));
        IPEndPoint? from = null;
        Assert.Equal("line", Encoding.ASCII.GetString(receiver.Receive(ref from)));
        Sys.Close(fd);
    }
}
