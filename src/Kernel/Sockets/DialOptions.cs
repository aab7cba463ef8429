using Weir.Ground.Net;

namespace Weir.Kernel.Sockets;

/// <summary>How a connection begins.</summary>
/// <param name="Source">Where from; None: the kernel's choice, port 0: any.</param>
/// <param name="Traits">What else the socket is asked for.</param>
/// <param name="Device">The network device that everything goes through, a NUL behind its name; null: as the
/// routes say.</param>
public readonly record struct DialOptions(
    IpEndpoint Source, SocketTraits Traits = SocketTraits.None, byte[]? Device = null)
{
    /// <summary>Nothing but a source.</summary>
    public static implicit operator DialOptions(IpEndpoint source) => new(source);
}
