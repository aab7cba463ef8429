using System;
using Weir.Ground.Net;
using Weir.Model.Plan;

namespace Weir.Relay.Log.Lines;

/// <summary>
/// What a log line says that its stream does not hold: names, addresses and the counts of now.
/// </summary>
internal readonly ref struct LogFacts
{
    public required IpEndpoint Peer { get; init; }

    /// <summary>What the client has reached; None unless the layout tells it.</summary>
    public IpEndpoint Local { get; init; }

    public required ProxyPlan Frontend { get; init; }

    /// <summary>The frontend itself when no backend was chosen.</summary>
    public required ProxyPlan Backend { get; init; }

    /// <summary>The server's name; <c>&lt;NOSRV&gt;</c> when none was chosen.</summary>
    public required ReadOnlySpan<byte> Server { get; init; }

    /// <summary>None when no server was chosen.</summary>
    public IpEndpoint ServerAddress { get; init; }

    /// <summary>Without its line's end; empty: there was no readable one.</summary>
    public ReadOnlySpan<byte> RequestLine { get; init; }

    /// <summary>What was kept of the request (<see cref="Captures"/>); empty: nothing.</summary>
    public ReadOnlySpan<byte> RequestCaptures { get; init; }

    /// <summary>The same of the response.</summary>
    public ReadOnlySpan<byte> ResponseCaptures { get; init; }

    /// <summary>Client connections of the process (<c>%ac</c>).</summary>
    public int Active { get; init; }

    /// <summary>Connections of the frontend (<c>%fc</c>).</summary>
    public long FrontendConnections { get; init; }

    /// <summary>Requests that the backend handles (<c>%bc</c>).</summary>
    public long BackendConnections { get; init; }

    /// <summary>Requests that the server handles (<c>%sc</c>).</summary>
    public long ServerConnections { get; init; }

    /// <summary>The client sent no byte.</summary>
    public bool Silent { get; init; }

    /// <summary>
    /// Monotonic and wall-clock milliseconds of the accept, or of the end of the request before.
    /// </summary>
    public required long SinceMs { get; init; }
    public required long SinceWallMs { get; init; }

    /// <summary>The end of the stream, monotonic milliseconds.</summary>
    public required long NowMs { get; init; }

    /// <summary>
    /// The backend has a <c>cookie</c> line; without one the two cookie letters are <c>-</c>.
    /// </summary>
    public bool HasCookieMode { get; init; }
}
