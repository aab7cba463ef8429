namespace Weir.Relay.Stream;

/// <summary>What a descriptor is.</summary>
internal enum Side : byte
{
    None,
    Client,
    Server,
    Listener,
    Control,

    /// <summary>Where other processes call.</summary>
    Call,
}
