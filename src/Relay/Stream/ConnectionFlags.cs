using System;

namespace Weir.Relay.Stream;

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

    /// <summary>A server connection that is in the list of idle ones.</summary>
    Idle = 128,

    /// <summary>A listener that is not watched while its proxy is full.</summary>
    Held = 256,

    /// <summary>A client that only looks whether we are alive: no session, but one to close.</summary>
    Monitor = 512,

    /// <summary>
    /// A listener that does not listen: its proxy is paused, or its port was taken meanwhile.
    /// </summary>
    Deaf = 1024,

    /// <summary>A client that could go on at once and gave way to others: in the list of those.</summary>
    Yielding = 2048,

    /// <summary>Broken by us: there was no buffer for what the peer did not take, and it is lost.</summary>
    Starved = 4096,

    /// <summary>Closed by a reset, whatever was sent to it (<c>option nolinger</c>).</summary>
    Hasty = 8192,
}
