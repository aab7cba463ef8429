namespace Weir.Relay.Trace;

/// <summary>What <see cref="StreamTrace"/> remembers of a client's present stream.</summary>
internal struct TracedStream
{
    /// <summary>How many streams had begun before it.</summary>
    public uint Number;

    /// <summary>The descriptor of its server's connection; ffff: none yet.</summary>
    public uint Server;

    /// <summary>Its begin was shown, and its end was not.</summary>
    public bool IsLive;
}
