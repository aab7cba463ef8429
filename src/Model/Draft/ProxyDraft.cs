using System;
using System.Collections.Generic;
using Weir.Ground.Net;
using Weir.Language.Source;
using Weir.Model.Contracts;
using Weir.Model.Contracts.RuleLines;
using Weir.Model.Plan;
using Weir.Model.Plan.Logs;

namespace Weir.Model.Draft;

/// <summary>
/// A proxy section while its lines are read. A new one starts as a copy of its <c>defaults</c>; what no line
/// set is null, -1 or 0, so that the compiler can tell a written value from a missing one. Times in
/// milliseconds.
/// </summary>
internal sealed class ProxyDraft
{
    public ProxyKind Kind { get; private set; } = ProxyKind.Defaults;

    public string Name { get; private set; } = "";

    /// <summary>
    /// The line that opened the section; null in the defaults that hold before any was written.
    /// </summary>
    public ConfigLine? Header { get; private set; }

    /// <summary><c>id</c>; 0 when not written.</summary>
    public int NumericId { get; set; }

    /// <summary>Where that was written.</summary>
    public ConfigLine? IdLine { get; set; }

    /// <summary>The section takes its address from its own header line and has no <c>bind</c>.</summary>
    public bool IsClassic { get; set; }

    /// <summary>
    /// Addresses that the section's name can be read as, when it has no other (<c>listen 192.168.1.1:80</c>).
    /// </summary>
    public List<ListenDraft> NameAsAddress { get; private set; } = [];

    public List<ListenDraft> Listeners { get; private set; } = [];

    public List<ServerDraft> Servers { get; private set; } = [];

    /// <summary><c>default-server</c>: what a server begins with; null when not written.</summary>
    public ServerDraft? DefaultServer { get; set; }

    /// <summary>
    /// <c>dispatch</c> as a server that no request can name; null when not written. It has the name that log
    /// lines show where there is no server.
    /// </summary>
    public ServerDraft? Dispatch { get; set; }

    /// <summary>The rows of <c>balance</c>.</summary>
    public BalanceAlgorithm[] Balances { get; init; } = [];

    /// <summary>An environment variable, or null.</summary>
    public Func<string, string?> Environment { get; init; } = static _ => null;

    /// <summary>The address of a host name, or null.</summary>
    public required Func<string, IpEndpoint?> Resolve { get; init; }

    /// <summary>The content of a file.</summary>
    public required Func<string, FileText> ReadFile { get; init; }

    public ProxyMode? Mode { get; set; }

    /// <summary><c>mode health</c>: every client is told that we are alive.</summary>
    public bool AnswersHealth { get; set; }

    public bool Disabled { get; set; }

    public int MaxConn { get; set; }

    /// <summary>0 when not written.</summary>
    public int FullConn { get; set; }

    public int Backlog { get; set; }

    public ProxyReference? DefaultBackend { get; set; }

    public BalanceAlgorithm? Balance { get; set; }

    /// <summary><c>hash-type</c> and <c>hash-balance-factor</c>.</summary>
    public HashPlan Hash { get; set; } = HashPlan.Default;

    public CookieDraft? Cookie { get; set; }

    /// <summary><c>dynamic-cookie-key</c>; empty when not written.</summary>
    public string DynamicCookieKey { get; set; } = "";

    /// <summary>How its servers are asked whether they are well.</summary>
    public CheckDraft Check { get; set; } = new();

    /// <summary><c>source</c>; null when not written.</summary>
    public SourceDraft? Source { get; set; }

    /// <summary><c>option transparent</c>.</summary>
    public bool IsTransparent { get; set; }

    /// <summary><c>option http_proxy</c>.</summary>
    public bool GoesToTarget { get; set; }

    /// <summary>Of connections with clients, and with servers (<c>option tcpka</c> and its like).</summary>
    public SocketTraits ClientTraits { get; set; }
    public SocketTraits ServerTraits { get; set; }

    /// <summary><c>option nolinger</c>.</summary>
    public bool NeverLingers { get; set; }

    public int Retries { get; set; } = 3;

    /// <summary><c>option redispatch</c> as it is written: -1 without a number; 0: off.</summary>
    public int Redispatch { get; set; }

    public bool Persist { get; set; }

    /// <summary><c>persist rdp-cookie</c>: its name; null: none.</summary>
    public string? RdpCookie { get; set; }

    public bool AllBackups { get; set; }

    public bool? AbortOnClose { get; set; }

    public AppSessionPlan? AppSession { get; set; }

    /// <summary><c>option accept-invalid-http-request</c> and <c>-response</c>.</summary>
    public bool TakesInvalidRequests { get; set; }
    public bool TakesInvalidResponses { get; set; }

    /// <summary><c>option http-pretend-keepalive</c>.</summary>
    public bool PretendsKeepAlive { get; set; }

    /// <summary><c>option http-use-proxy-header</c>.</summary>
    public bool UsesProxyField { get; set; }

    /// <summary><c>option independent-streams</c>.</summary>
    public bool ReadsApart { get; set; }

    /// <summary><c>option http-ignore-probes</c>.</summary>
    public bool IgnoresProbes { get; set; }

    /// <summary><c>option contstats</c>.</summary>
    public bool CountsOnTheWay { get; set; }

    /// <summary><c>rate-limit sessions</c>; 0: no limit.</summary>
    public int SessionsPerSecond { get; set; }

    /// <summary><c>http-send-name-header</c>; empty when not written.</summary>
    public string NameField { get; set; } = "";

    /// <summary><c>option checkcache</c>.</summary>
    public bool ChecksCache { get; set; }

    public ReuseMode Reuse { get; set; } = ReuseMode.Safe;

    public ConnectionMode? ConnectionMode { get; set; }

    /// <summary>The network of <c>monitor-net</c>; null without.</summary>
    public IpNetwork? MonitorNet { get; set; }

    /// <summary><c>monitor-uri</c>; empty when not written.</summary>
    public string MonitorUri { get; set; } = "";

    /// <summary>The section's <c>stats</c> lines, or those of its <c>defaults</c>; null: none.</summary>
    public StatsDraft? Stats { get; private set; }

    /// <summary><c>description</c>; empty when not written.</summary>
    public string Description { get; set; } = "";

    public AddedAddressDraft? ForwardFor { get; set; }

    public AddedAddressDraft? OriginalTo { get; set; }

    public long ClientTimeoutMs { get; set; } = -1;

    public long ServerTimeoutMs { get; set; } = -1;

    public long ConnectTimeoutMs { get; set; } = -1;

    public long HttpRequestTimeoutMs { get; set; } = -1;

    public long KeepAliveTimeoutMs { get; set; } = -1;

    public long ClientFinTimeoutMs { get; set; } = -1;

    public long ServerFinTimeoutMs { get; set; } = -1;

    public long TunnelTimeoutMs { get; set; } = -1;

    public long QueueTimeoutMs { get; set; } = -1;

    public long GraceMs { get; set; } = -1;

    public long TarpitTimeoutMs { get; set; } = -1;

    /// <summary>What is said by itself, by the place of the status among the stock pages.</summary>
    public Dictionary<int, ReplyDraft> Replies { get; private set; } = [];

    public List<LogTarget> Logs { get; private set; } = [];

    /// <summary><c>log global</c>.</summary>
    public bool UsesGlobalLogs { get; set; }

    /// <summary>The program's name in its log lines; null: as everywhere.</summary>
    public string? LogTag { get; set; }

    /// <summary>The last line that said so; null: one line per connection.</summary>
    public LogFormatDraft? LogFormat { get; set; }

    public CapturePlan? CookieCapture { get; set; }

    public List<CapturePlan> RequestCaptures { get; private set; } = [];

    public List<CapturePlan> ResponseCaptures { get; private set; } = [];

    public bool DontLogNull { get; set; }

    public bool DontLogNormal { get; set; }

    /// <summary><c>option logasap</c>.</summary>
    public bool LogsEarly { get; set; }

    /// <summary><c>option log-separate-errors</c>.</summary>
    public bool SeparatesErrors { get; set; }

    public bool HasClientSide => Kind is ProxyKind.Frontend or ProxyKind.Listen;

    public bool HasServerSide => Kind is ProxyKind.Backend or ProxyKind.Listen;

    /// <summary>What its lines say with conditions; a <c>defaults</c> section has none.</summary>
    public RuleSection Rules { get; private set; } =
        new() { Name = "", HasClientSide = false, HasServerSide = false };

    /// <summary>A copy of what its servers begin with, for a line.</summary>
    public ServerDraft ServerDefaults(ConfigLine line) => DefaultServer is { } written
        ? written with { Proxy = this, Line = line }
        : new ServerDraft { Proxy = this, Line = line, Name = "default-server" };

    /// <summary>Whether one of its lines names the backend that requests go to so.</summary>
    public bool SendsTo(string backend) =>
        DefaultBackend?.Name == backend || Rules.Targets.Contains(backend);

    /// <summary>For a <c>stats</c> line of this section: what was inherited is given up.</summary>
    public StatsDraft OwnStats() => Stats?.Owner == this ? Stats : Stats = new StatsDraft(this);

    /// <summary>A new section with the settings of this <c>defaults</c> section.</summary>
    public ProxyDraft Derive(ProxyKind kind, string name, ConfigLine header)
    {
        ProxyDraft derived = (ProxyDraft)MemberwiseClone();
        derived.Kind = kind;
        derived.Name = name;
        derived.Header = header;
        derived.IsClassic = false;
        derived.NameAsAddress = [];
        derived.Listeners = [];
        derived.Servers = [];
        derived.Dispatch = null;
        derived.AppSession = null;
        derived.Replies = new(Replies);
        derived.Check = Check with { IsInherited = true };
        derived.Logs = [.. Logs];
        derived.Rules = new RuleSection
        {
            Name = name,
            Noun = kind.Noun(),
            Environment = Environment,
            Resolve = Resolve,
            ReadFile = ReadFile,
            HasClientSide = derived.HasClientSide,
            HasServerSide = derived.HasServerSide,
        };
        derived.RequestCaptures = [];
        derived.ResponseCaptures = [];
        return derived;
    }
}
