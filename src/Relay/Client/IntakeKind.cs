namespace Weir.Relay.Client;

/// <summary>What reading from a client between two requests came to.</summary>
internal enum IntakeKind : byte
{
    /// <summary>Nothing, or not yet a whole head.</summary>
    Wait,

    /// <summary>A stream has begun and wants a server.</summary>
    Begun,

    /// <summary>A stream has begun whose request must be refused with its status.</summary>
    Refused,

    /// <summary>A stream has begun that rules have decided about: it gets no server.</summary>
    Judged,

    /// <summary>A stream has begun that only asks whether we are alive.</summary>
    Monitor,

    /// <summary>The client is gone; nothing had begun.</summary>
    Gone,

    /// <summary>The client left in the middle of a head.</summary>
    GoneInHead,
}
