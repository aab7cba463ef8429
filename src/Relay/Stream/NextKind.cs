namespace Weir.Relay.Stream;

/// <summary>What a step wants to happen.</summary>
internal enum NextKind : byte
{
    /// <summary>An event or a timer will bring the stream back.</summary>
    Wait,

    /// <summary>More could be moved at once; others have their turn first.</summary>
    Yield,

    /// <summary>Go on at once with another step.</summary>
    Again,

    /// <summary>Answer the client from here, then end.</summary>
    Answer,

    /// <summary>The same with the answer that somebody has written into the worker's scratch.</summary>
    Reply,

    /// <summary>The exchange is over; what is unsent is still sent.</summary>
    Complete,

    /// <summary>The exchange is over and the client's connection with it, at once.</summary>
    Abort,
}
