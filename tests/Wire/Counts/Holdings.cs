namespace Weir.Tests.Wire.Counts;

/// <summary>What a balancer holds: everything that an exchange takes and has to give back.</summary>
/// <param name="Descriptors">Open in all of its processes together.</param>
/// <param name="Clients">Connections from clients.</param>
/// <param name="Servers">Connections to servers, in use or idle.</param>
/// <param name="Streams">Requests in progress.</param>
/// <param name="Buffers">Private buffers given out.</param>
internal readonly record struct Holdings(int Descriptors, int Clients, int Servers, int Streams, int Buffers)
{
    /// <summary>No exchange is in progress, and no connection is open.</summary>
    public bool NothingInUse => this with { Descriptors = 0 } == default;

    /// <summary>The same, but for descriptors of which there may be fewer.</summary>
    public bool IsWithin(Holdings other) =>
        Descriptors <= other.Descriptors && this with { Descriptors = other.Descriptors } == other;
}
