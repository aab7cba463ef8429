using System;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Process.Harness;

/// <summary>Who listens, as the kernel shows it and as a client finds it.</summary>
internal static class Sockets
{
    /// <summary>
    /// Sockets that listen on a port of 127.0.0.1. The kernel lists while others come and go: it may miss
    /// one.
    /// </summary>
    public static int Listening(int port)
    {
        string own = $"0100007F:{port:X4} 00000000:0000 0A";
        return File.ReadLines("/proc/net/tcp").Count(line => line.Contains(own, StringComparison.Ordinal));
    }

    public static Task Expect(Place place, int listening) => Patience.Until(
        () => Listening(place.Port) == listening,
        () => $"{Listening(place.Port)} sockets listen instead of {listening}");

    /// <summary>Whether a connection is taken right now.</summary>
    public static bool Accepts(Place place)
    {
        using Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            client.Connect(place.Endpoint);
            return true;
        }
        catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return false;
        }
    }
}
