using System;
using Weir.Ground.Net;
using Weir.Model.Plan.Checks;
using Weir.Model.Plan.Ends;

namespace Weir.Model.Plan;

/// <summary>One <c>server</c> line.</summary>
public sealed class ServerPlan
{
    /// <summary>The record on the board; unique over all backends.</summary>
    public required int Id { get; init; }

    /// <summary>Position in its backend's <see cref="BackendPlan.Servers"/>.</summary>
    public required int Index { get; init; }

    /// <summary>
    /// The <c>id</c> word; without it the position in the backend, from 1, that no other server claims.
    /// </summary>
    public int NumericId { get; init; }

    public required string Name { get; init; }

    /// <summary>The name as bytes, for log lines.</summary>
    public required byte[] NameText { get; init; }

    public required IpEndpoint Address { get; init; }

    /// <summary>
    /// Where connections and checks come from; None: the kernel's choice, port 0: any port.
    /// </summary>
    public IpEndpoint Source { get; init; }

    /// <summary>
    /// Connections leave from one of these ports of <see cref="Source"/>, whose port is 0; none: from it as
    /// it is.
    /// </summary>
    public PortRange SourcePorts { get; init; }

    /// <summary>
    /// Connections, but not checks, come from an address that is not ours; null: from <see cref="Source"/>.
    /// </summary>
    public ForeignSource? Foreign { get; init; }

    /// <summary>
    /// The device that connections and checks leave through, a NUL behind its name; null: any.
    /// </summary>
    public byte[]? Device { get; init; }

    /// <summary>What else is asked for of its connections' sockets.</summary>
    public SocketTraits Traits { get; init; }

    /// <summary>Its connections are reset, not closed (<c>option nolinger</c>).</summary>
    public bool NeverLingers { get; init; }

    /// <summary>Where its connections go.</summary>
    public Destination Destination { get; init; }

    /// <summary>What one client is connected by or to is not what another one would be.</summary>
    public bool IsClientsOwn => Destination != Destination.Fixed
        || Foreign is { Kind: not ForeignSourceKind.Written };

    /// <summary>For <see cref="Destination.ClientsPort"/>: how far its port is from the client's.</summary>
    public int PortOffset { get; init; }

    /// <summary>0..256; 0: no balanced traffic, cookies are honoured.</summary>
    public int Weight { get; init; } = 1;

    public bool Backup { get; init; }

    /// <summary>Requests that the server may hold at once, over all workers; 0: no limit.</summary>
    public int MaxConn { get; init; }

    /// <summary>
    /// With fewer requests in the backend than <see cref="BackendPlan.FullConn"/> the limit is lower, down to
    /// this; 0: the limit is the same under any load.
    /// </summary>
    public int MinConn { get; init; }

    /// <summary>Requests that may wait for this server; 0: no limit.</summary>
    public int MaxQueue { get; init; }

    /// <summary>What is sent to it is not put into a stick table (<c>non-stick</c>).</summary>
    public bool NeverSticks { get; init; }

    /// <summary>Value of the <c>cookie</c> word; empty when there is none.</summary>
    public byte[] CookieValue { get; init; } = [];

    /// <summary>
    /// The whole line that inserts this server's cookie, CR LF included; empty when the backend inserts none.
    /// </summary>
    public byte[] SetCookieLine { get; init; } = [];

    /// <summary>Where in that line its dates go (<c>maxidle</c>, <c>maxlife</c>); 0: it has none.</summary>
    public int CookieDatesAt { get; init; }

    /// <summary>
    /// Requests are not relayed: clients are told to come to the server themselves, at this followed by their
    /// path (<c>redir</c>). Empty: they are relayed.
    /// </summary>
    public byte[] RedirectTo { get; init; } = [];

    /// <summary>How the server's health is checked; null without <c>check</c>.</summary>
    public CheckPlan? Check { get; init; }

    /// <summary>
    /// The server whose health this one has (<c>track</c>), which may track another itself; null: it has its
    /// own. Settled when every server has its plan.
    /// </summary>
    public ServerPlan? Tracks { get; internal set; }

    /// <summary>
    /// That one, as messages and statistics call it: its section and its name; empty: none.
    /// </summary>
    public string TracksName { get; internal set; } = "";

    /// <summary>What traffic tells of its health (<c>observe</c>); null: nothing.</summary>
    public ObservePlan? Observe { get; init; }

    /// <summary>
    /// How long it takes from coming up to its full share of traffic, in milliseconds (<c>slowstart</c>); 0:
    /// it has it at once.
    /// </summary>
    public int SlowStartMs { get; init; }

    /// <summary>
    /// Nothing goes to it but what is bound to it whatever its state, and nobody asks how it is
    /// (<c>disabled</c>).
    /// </summary>
    public bool Disabled { get; init; }

    /// <summary>Its sessions end when it goes down (<c>on-marked-down shutdown-sessions</c>).</summary>
    public bool ShutsSessions { get; init; }

    /// <summary>
    /// Sessions of all backup servers end when it comes up (<c>on-marked-up shutdown-backup-sessions</c>).
    /// </summary>
    public bool ShutsBackups { get; init; }

    /// <summary>Whether a connection that was made for the one is as good for the other.</summary>
    public bool LeadsWhere(ServerPlan other) =>
        Address == other.Address && Source == other.Source && SourcePorts == other.SourcePorts
        && Destination == other.Destination && PortOffset == other.PortOffset
        && Equals(Foreign, other.Foreign) && Traits == other.Traits
        && Device.AsSpan().SequenceEqual(other.Device);
}
