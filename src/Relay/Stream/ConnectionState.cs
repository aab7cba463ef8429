using System.Runtime.InteropServices;
using Weir.Ground.Memory;

namespace Weir.Relay.Stream;

/// <summary>
/// All that the loop touches of a connection, one cache line, found by its descriptor. A connection between
/// two requests owns this and no buffer.
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

    /// <summary>
    /// Neighbours: of an idle server connection in its server's list, of a client among those that gave way;
    /// -1 at the ends.
    /// </summary>
    public int Next;
    public int Previous;

    public readonly bool Has(ConnectionFlags flags) => (Flags & flags) != 0;
}
