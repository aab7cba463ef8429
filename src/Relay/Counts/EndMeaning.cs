using System;

namespace Weir.Relay.Counts;

/// <summary>What an end counts as, beside a response.</summary>
[Flags]
internal enum EndMeaning : byte
{
    None = 0,

    /// <summary>There was no whole request: malformed, given up, or too slow.</summary>
    FailedRequest = 1,

    /// <summary>No server could be connected to, or none had a place in time.</summary>
    FailedConnect = 2,

    /// <summary>The server failed to answer, or ended its answer too early.</summary>
    FailedResponse = 4,

    /// <summary>A client has broken off a transfer, or no longer taken part in it.</summary>
    ClientAbort = 8,

    /// <summary>A server has broken one off, or no longer taken part in it.</summary>
    ServerAbort = 16,

    InternalError = 32,
}
