using Weir.Ground.Net;
using Weir.Model.Live;

namespace Weir.Model.Contracts.Rules;

/// <summary>
/// What rules may ask of the worker that runs them. All of it is as of this turn of its loop.
/// </summary>
public interface IRuleFacts
{
    /// <summary>Where loads, counters and states are read.</summary>
    Board Board { get; }

    /// <summary>Its number among the workers, from 0.</summary>
    int WorkerId { get; }

    /// <summary>Monotonic milliseconds.</summary>
    long NowMs { get; }

    /// <summary>Milliseconds since 1970.</summary>
    long WallMs { get; }

    /// <summary>
    /// The address that a client connected to. A system call: asked only when a rule needs it.
    /// </summary>
    /// <param name="client">Its descriptor.</param>
    IpEndpoint LocalAddress(int client);
}
