using Weir.Model.Contracts;

namespace Weir.Model.Plan;

/// <summary>
/// <c>http-reuse</c>: which requests may use a server connection that another client's request opened.
/// </summary>
public enum ReuseMode : byte
{
    /// <summary>A client's own connection only.</summary>
    Never,

    /// <summary>
    /// The first request of a client connection gets a new connection; later ones may share.
    /// </summary>
    Safe,

    /// <summary>As safe, and the first request may use a connection that has been reused before.</summary>
    Aggressive,

    /// <summary>Any idle connection.</summary>
    Always,
}

/// <summary>The server side of a proxy. Timeouts are in milliseconds, -1 when unset (unlimited).</summary>
public sealed class BackendPlan
{
    /// <summary>In file order; behind them what <see cref="DispatchAt"/> finds.</summary>
    public ServerPlan[] Servers { get; init; } = [];

    /// <summary>
    /// Position of the <c>dispatch</c> address among the servers; -1: none, the algorithm chooses. All goes
    /// there that no cookie has bound. It has no name, no cookie and no health.
    /// </summary>
    public int DispatchAt { get; init; } = -1;

    public required BalanceAlgorithm Balance { get; init; }

    /// <summary><c>hash-type</c> and <c>hash-balance-factor</c>.</summary>
    public HashPlan Hash { get; init; } = HashPlan.Default;

    public long ConnectTimeoutMs { get; init; } = -1;

    public long ServerTimeoutMs { get; init; } = -1;

    /// <summary><c>timeout tunnel</c>; unset: the client's and the server's timeouts go on.</summary>
    public long TunnelTimeoutMs { get; init; } = -1;

    /// <summary><c>timeout server-fin</c>; unset: the server timeout.</summary>
    public long ServerFinTimeoutMs { get; init; } = -1;

    /// <summary><c>timeout queue</c>; unset: the connect timeout.</summary>
    public long QueueTimeoutMs { get; init; } = -1;

    /// <summary>
    /// Requests in the backend at which every server's limit is its full <c>maxconn</c> (<c>fullconn</c>).
    /// Settled when every proxy has its plan, because it may be a part of their limits.
    /// </summary>
    public int FullConn { get; internal set; }

    /// <summary>Connection attempts after the first (<c>retries</c>).</summary>
    public int Retries { get; init; } = 3;

    /// <summary>
    /// <c>option redispatch</c>: every so manieth retry goes to another server, whatever the cookie says; 0:
    /// none does.
    /// </summary>
    public int RedispatchEvery { get; init; }

    /// <summary><c>option persist</c>: a cookie's server is used even when it is down.</summary>
    public bool Persist { get; init; }

    /// <summary><c>option allbackups</c>.</summary>
    public bool AllBackups { get; init; }

    /// <summary>
    /// <c>option abortonclose</c>: a client that leaves before its request was sent takes the request with
    /// it.
    /// </summary>
    public bool AbortOnClose { get; init; }

    /// <summary><c>option log-health-checks</c>: each check that tells something new is logged.</summary>
    public bool LogsChecks { get; init; }

    /// <summary>The <c>appsession</c> line; null when there is none.</summary>
    public AppSessionPlan? AppSession { get; init; }

    /// <summary>
    /// Responses may have bytes that are not allowed (<c>option accept-invalid-http-response</c>).
    /// </summary>
    public bool IsLenient { get; init; }

    /// <summary>
    /// Servers are not told that their connection will be closed (<c>option http-pretend-keepalive</c>).
    /// </summary>
    public bool PretendsKeepAlive { get; init; }

    /// <summary>As <see cref="FrontendPlan.ReadsApart"/>, of servers.</summary>
    public bool ReadsApart { get; init; }

    /// <summary>
    /// <c>option checkcache</c>: a response whose cookie a cache could give to others is withheld.
    /// </summary>
    public bool ChecksCache { get; init; }

    /// <summary>
    /// The field that tells a server its name, ready to send: <c>X-Server: </c> (colon and space included;
    /// <c>http-send-name-header</c>). Empty: none does.
    /// </summary>
    public byte[] NameField { get; init; } = [];

    public ReuseMode Reuse { get; init; } = ReuseMode.Safe;

    /// <summary>The <c>cookie</c> line; null when there is none.</summary>
    public CookiePlan? Cookie { get; init; }

    /// <summary>
    /// The name of the cookie in which a Remote Desktop client names its server by its address; null: none
    /// is looked for (<c>persist rdp-cookie</c>).
    /// </summary>
    public byte[]? RdpCookie { get; init; }

    /// <summary>Where a server stands among <see cref="Servers"/>; -1: it is another backend's.</summary>
    public int PositionOf(int id)
    {
        for (int i = 0; i < Servers.Length; i++)
        {
            if (Servers[i].Id == id)
            {
                return i;
            }
        }

        return -1;
    }
}
