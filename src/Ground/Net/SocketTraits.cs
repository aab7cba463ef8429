using System;

namespace Weir.Ground.Net;

/// <summary>
/// What a connection, or a socket that connections arrive on, is asked for besides an address.
/// </summary>
[Flags]
public enum SocketTraits : byte
{
    None = 0,

    /// <summary>The kernel asks a silent peer now and then whether it is there (SO_KEEPALIVE).</summary>
    KeepAlive = 1,

    /// <summary>
    /// The first acknowledgement may wait for data to go with (TCP_QUICKACK off): a packet less.
    /// </summary>
    SlowAck = 2,

    /// <summary>Its own address need not be one of this box (IP_TRANSPARENT); takes CAP_NET_ADMIN.</summary>
    Foreign = 4,

    /// <summary>
    /// Clients are accepted when they have sent something, or after a minute (TCP_DEFER_ACCEPT).
    /// </summary>
    Deferred = 8,
}
