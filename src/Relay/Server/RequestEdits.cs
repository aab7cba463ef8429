using Weir.Ground.Net;
using Weir.Model.Plan;

namespace Weir.Relay.Server;

/// <summary>What decides how a request's head is changed on its way to a server.</summary>
internal readonly ref struct RequestEdits
{
    public required ProxyPlan Frontend { get; init; }

    public required ProxyPlan Backend { get; init; }

    public required ConnectionMode Mode { get; init; }

    /// <summary>What is said about the connection is said in Proxy-Connection.</summary>
    public required bool IsProxied { get; init; }

    /// <summary>The client has been told to go on: the server need not.</summary>
    public required bool DropExpect { get; init; }

    public required IpEndpoint Peer { get; init; }

    /// <summary>Only read with <c>option originalto</c>.</summary>
    public required IpEndpoint Local { get; init; }
}
