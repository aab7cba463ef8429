using Weir.Model.Contracts.Rules;
using Weir.Model.Plan.Logs;
using Weir.Model.Plan.Replies;
using Weir.Model.Stick;

namespace Weir.Model.Plan;

public enum ProxyMode : byte
{
    Tcp,
    Http,
}

/// <summary>
/// How long connections live after an exchange; the greater of frontend's and backend's wins.
/// </summary>
public enum ConnectionMode : byte
{
    /// <summary>Both sides stay open (<c>option http-keep-alive</c>, the default).</summary>
    KeepAlive,

    /// <summary>
    /// Only the first request and its response are read; what follows goes through as it comes (<c>option
    /// http-tunnel</c>).
    /// </summary>
    Tunnel,

    /// <summary>The client side stays open (<c>option http-server-close</c>).</summary>
    ServerClose,

    /// <summary>
    /// Both sides are closed after each exchange (<c>option httpclose</c>, <c>option forceclose</c>).
    /// </summary>
    Close,
}

/// <summary>One <c>listen</c>, <c>frontend</c> or <c>backend</c> section.</summary>
public sealed class ProxyPlan
{
    public required int Id { get; init; }

    /// <summary>
    /// The number that people know it by (<c>id</c>), else its position or the next one that is free.
    /// </summary>
    public int NumericId { get; init; }

    public required string Name { get; init; }

    /// <summary>The name as bytes, for log lines.</summary>
    public required byte[] NameText { get; init; }

    /// <summary>
    /// A section that takes its address from its own header line: fields that we add keep their classic case.
    /// </summary>
    public bool IsClassic { get; init; }

    public ProxyMode Mode { get; init; }

    /// <summary>Not bound, not checked (<c>disabled</c>).</summary>
    public bool Disabled { get; init; }

    /// <summary>The client side; null in a <c>backend</c>.</summary>
    public FrontendPlan? Frontend { get; init; }

    /// <summary>The server side; null in a <c>frontend</c>.</summary>
    public BackendPlan? Backend { get; init; }

    public ConnectionMode ConnectionMode { get; init; }

    /// <summary><c>option forwardfor</c>; null when off.</summary>
    public AddedAddress? ForwardFor { get; init; }

    /// <summary><c>option originalto</c>; null when off.</summary>
    public AddedAddress? OriginalTo { get; init; }

    public LogPlan Log { get; init; } = LogPlan.None;

    /// <summary>Null when the section has no rule.</summary>
    public ProxyRules? Rules { get; init; }

    /// <summary>
    /// How long a request waits for its refusal (<c>timeout tarpit</c>, else <c>timeout connect</c>); -1: not
    /// at all.
    /// </summary>
    public long TarpitTimeoutMs { get; init; } = -1;

    /// <summary>
    /// What it says by itself instead of the stock pages, each in their place; null: nothing.
    /// </summary>
    public OwnReply?[]? Replies { get; init; }

    /// <summary>Null: the stock page, or another section's.</summary>
    public OwnReply? ReplyTo(int status) =>
        Replies is { } own && StockPages.IndexOf(status) is >= 0 and int row ? own[row] : null;

    /// <summary>The statistics page that requests to this proxy can ask for; null: none.</summary>
    public StatsPlan? Stats { get; init; }

    /// <summary>The <c>stick-table</c> line; null: it has none.</summary>
    public StickTablePlan? StickTable { get; init; }

    /// <summary>A text for people (<c>description</c>); empty: none.</summary>
    public string Description { get; init; } = "";
}
