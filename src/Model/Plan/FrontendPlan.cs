using Weir.Ground.Net;

namespace Weir.Model.Plan;

/// <summary>The client side of a proxy. Timeouts are in milliseconds, -1 when unset (unlimited).</summary>
public sealed class FrontendPlan
{
    /// <summary>
    /// Concurrent client connections of this proxy over all workers; 0: only the process's limit counts.
    /// </summary>
    public int MaxConn { get; init; }

    /// <summary>Who only looks whether we are alive (<c>monitor-net</c>); null: nobody.</summary>
    public IpNetwork? MonitorNet { get; init; }

    /// <summary>
    /// The request that only looks whether we are alive (<c>monitor-uri</c>): a target, or when it begins
    /// with a slash a path with its query; empty: none.
    /// </summary>
    public byte[] MonitorUri { get; init; } = [];

    /// <summary>
    /// How long the proxy goes on as before when a soft stop is asked for (<c>grace</c>); unset: as long as
    /// the <c>global</c> section says.
    /// </summary>
    public long GraceMs { get; init; } = -1;

    /// <summary>
    /// What every client is told at once, whatever it asks (<c>mode health</c>); null: clients are served.
    /// </summary>
    public byte[]? HealthAnswer { get; init; }

    /// <summary>
    /// Requests may have bytes that are not allowed (<c>option accept-invalid-http-request</c>).
    /// </summary>
    public bool IsLenient { get; init; }

    /// <summary>
    /// Requests for a proxy speak of connections in its own field (<c>option http-use-proxy-header</c>).
    /// </summary>
    public bool UsesProxyField { get; init; }

    /// <summary>
    /// What is sent to a client does not put off the time when it must have said something (<c>option
    /// independent-streams</c>).
    /// </summary>
    public bool ReadsApart { get; init; }

    /// <summary>
    /// Who leaves, or is waited for too long, without a word is neither answered nor counted as a request nor
    /// logged (<c>option http-ignore-probes</c>).
    /// </summary>
    public bool IgnoresProbes { get; init; }

    /// <summary>
    /// Bytes count while they pass, not when all is over (<c>option contstats</c>).
    /// </summary>
    public bool CountsOnTheWay { get; init; }

    /// <summary>
    /// Client connections that are accepted per second over all workers (<c>rate-limit sessions</c>); 0: no
    /// limit.
    /// </summary>
    public int SessionsPerSecond { get; init; }

    /// <summary>Client connections are reset, not closed (<c>option nolinger</c>).</summary>
    public bool NeverLingers { get; init; }

    public long ClientTimeoutMs { get; init; } = -1;

    /// <summary>
    /// <c>timeout http-request</c>: first byte of a request to the end of its head; unset: the client
    /// timeout.
    /// </summary>
    public long HttpRequestTimeoutMs { get; init; } = -1;

    /// <summary>
    /// <c>timeout http-keep-alive</c>: an idle wait for the next request; unset: http-request's, then the
    /// client's.
    /// </summary>
    public long KeepAliveTimeoutMs { get; init; } = -1;

    /// <summary><c>timeout client-fin</c>; unset: the client timeout.</summary>
    public long ClientFinTimeoutMs { get; init; } = -1;

    /// <summary>
    /// Where requests go (<c>default_backend</c>, or the same <c>listen</c> section); null: 503. Set once,
    /// when every proxy has its plan.
    /// </summary>
    public ProxyPlan? DefaultBackend { get; internal set; }

    /// <summary>Its addresses. Set once, like the plan's.</summary>
    public ListenerPlan[] Listeners { get; internal set; } = [];
}
