using System;
using System.Runtime.InteropServices;
using Weir.Ground.Memory;

namespace Weir.Relay.Stream;

/// <summary>What a descriptor is.</summary>
internal enum Side : byte
{
    None,
    Client,
    Server,
    Listener,
    Control,
}

[Flags]
internal enum ConnectionFlags : ushort
{
    None = 0,

    /// <summary>Something was announced and not yet taken to the end. The edge will not come again.</summary>
    Readable = 1,

    /// <summary>The peer has ended its side; what it sent before may still wait.</summary>
    PeerClosed = 2,

    /// <summary>The end of the stream has been taken.</summary>
    Ended = 4,

    /// <summary>The connection is broken: nothing more can be sent.</summary>
    Broken = 8,

    /// <summary>The attempt to connect has not ended.</summary>
    Dialling = 16,

    /// <summary>Our side has been ended.</summary>
    SendEnded = 32,

    /// <summary>Everything is answered: what still comes is dropped until the peer closes too.</summary>
    Lingering = 64,

    /// <summary>In its server's list of idle connections.</summary>
    Idle = 128,
}

/// <summary>
/// All that the loop touches of a connection, one cache line, found by its descriptor. A connection between two requests owns
/// this and no buffer.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
internal struct ConnectionState
{
    public Side Side;
    public ConnectionFlags Flags;

    /// <summary>The stream in progress, or -1. (A list of streams once a protocol carries several.)</summary>
    public int Stream;

    /// <summary>Client, listener: the listener's id. Server: the server's id.</summary>
    public int Owner;

    /// <summary>Exchanges that this connection has begun.</summary>
    public int Exchanges;

    /// <summary>Bytes received and not yet used: [InStart, InStart + InLength) of the buffer.</summary>
    public BufferId In;
    public int InStart;
    public int InLength;

    /// <summary>Bytes taken over and not yet accepted by the kernel.</summary>
    public BufferId Out;
    public int OutStart;
    public int OutLength;

    /// <summary>Neighbours in the server's list of idle connections; -1 at the ends.</summary>
    public int Next;
    public int Previous;

    public readonly bool Has(ConnectionFlags flags) => (Flags & flags) != 0;
}

/// <summary>What is needed of a client connection only when a request begins or is logged. Found by its descriptor.</summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
internal struct ClientDetail
{
    public Ground.Net.IpEndpoint Peer;

    /// <summary>Monotonic and wall-clock milliseconds of the accept.</summary>
    public long AcceptedMs;
    public long AcceptedWallMs;

    /// <summary>Monotonic and wall-clock milliseconds of the first byte of the request that is arriving; 0: none yet.</summary>
    public long FirstByteMs;
    public long FirstByteWallMs;
}
