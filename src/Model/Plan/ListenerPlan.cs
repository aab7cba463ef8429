using Weir.Ground.Net;

namespace Weir.Model.Plan;

/// <summary>One address that a frontend listens on. Each worker has its own socket for it.</summary>
public sealed class ListenerPlan
{
    /// <summary>The same in every plan that has this address.</summary>
    public required int Id { get; init; }

    public required ProxyPlan Frontend { get; init; }

    public required IpEndpoint Address { get; init; }

    /// <summary>Length of the kernel's queue of waiting connections.</summary>
    public required int Backlog { get; init; }

    /// <summary>The word <c>name</c>; empty when not written.</summary>
    public string Name { get; init; } = "";

    /// <summary>
    /// The word <c>id</c>, else its position in the frontend or the next number that is free.
    /// </summary>
    public int NumericId { get; internal set; }

    /// <summary>What its socket is asked for, and so those of its clients, which inherit it.</summary>
    public SocketTraits Traits { get; init; }

    /// <summary>The longest segment that clients are told of (<c>mss</c>); 0: the device's.</summary>
    public int SegmentBytes { get; init; }

    /// <summary>
    /// The device that clients come through (<c>interface</c>), a NUL behind its name; null: any.
    /// </summary>
    public byte[]? Device { get; init; }

    /// <summary>An IPv6 wildcard for clients of IPv4 as well (<c>v4v6</c>).</summary>
    public bool TakesIpv4 { get; init; }

    /// <summary>Where it was written: "file:line".</summary>
    public required string Source { get; init; }
}
