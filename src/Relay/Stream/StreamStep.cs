namespace Weir.Relay.Stream;

/// <summary>Where an exchange stands.</summary>
internal enum StreamStep : byte
{
    Free,

    /// <summary>What its client sends is looked at, without HTTP (<c>tcp-request content</c>).</summary>
    Inspect,

    /// <summary>The same for its backend, whose rules have their own time.</summary>
    InspectAgain,

    /// <summary>Its body is awaited, because that may name the server.</summary>
    Body,

    /// <summary>Refused, but let wait for it (<c>timeout tarpit</c>).</summary>
    Tarpit,

    /// <summary>Every server that it may go to is full: its turn will come.</summary>
    Queue,

    /// <summary>A connection to the server is being made.</summary>
    Connect,

    /// <summary>The pause before another attempt on the same server.</summary>
    Pause,

    /// <summary>Bytes go up and down; each direction at its own pace.</summary>
    Exchange,

    /// <summary>After an upgrade, or in <c>mode tcp</c>: bytes only.</summary>
    Tunnel,

    /// <summary>All is decided; the client has not yet taken everything.</summary>
    Flush,
}
