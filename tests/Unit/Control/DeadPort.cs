using System;
using System.Net;
using System.Net.Sockets;

namespace Weir.Tests.Unit.Control;

/// <summary>A port that is taken, so that nobody else gets it, and at which nobody listens yet.</summary>
internal sealed class DeadPort : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public DeadPort() => _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public int Number => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    public void Revive() => _socket.Listen();

    public void Dispose() => _socket.Dispose();
}
