namespace Weir.Control.Orders;

/// <summary>
/// What the statistics page can be told to do with servers, in the order in which it is offered.
/// </summary>
internal enum ServerOrder : byte
{
    /// <summary>Neither in maintenance nor leaving.</summary>
    Ready,

    /// <summary>Only who is bound to it is still served.</summary>
    Drain,

    /// <summary>Nobody is served.</summary>
    Maintain,

    StopChecks,
    StartChecks,

    /// <summary>As if its checks had said so; those that follow may say something else.</summary>
    ForceUp,
    ForceStopping,
    ForceDown,

    /// <summary>All that it serves at present is broken off.</summary>
    EndSessions,
}
