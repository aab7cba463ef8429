using Weir.Ground.Net;

namespace Weir.Kernel.Sockets;

/// <summary>How a socket listens.</summary>
/// <param name="Backlog">How many connections may wait in its queue.</param>
public sealed record ListenOptions(int Backlog)
{
    public SocketTraits Traits { get; init; }

    /// <summary>The longest segment that peers are told of, in bytes; 0: as the device says.</summary>
    public int SegmentBytes { get; init; }

    /// <summary>
    /// The network device whose clients alone arrive here, a NUL behind its name; null: those of every one.
    /// </summary>
    public byte[]? Device { get; init; }

    /// <summary>The IPv6 wildcard takes clients of IPv4 as well.</summary>
    public bool TakesIpv4 { get; init; }
}
