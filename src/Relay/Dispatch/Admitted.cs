namespace Weir.Relay.Dispatch;

/// <summary>What became of a stream that asked for a place at a server.</summary>
internal enum Admitted : byte
{
    /// <summary>It has one.</summary>
    Now,

    /// <summary>It waits for one.</summary>
    Later,

    /// <summary>No server is usable.</summary>
    Nobody,
}
