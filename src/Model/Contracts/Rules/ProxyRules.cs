using Weir.Model.Stick;

namespace Weir.Model.Contracts.Rules;

/// <summary>
/// The rules of one proxy. A list is null where there is none, so that not having rules costs one test.
/// </summary>
public sealed class ProxyRules
{
    /// <summary>Run on a connection before anything is done for it: whether it may come in.</summary>
    public RuleList? Connection { get; init; }

    /// <summary>
    /// Run on what a connection brings, again as more of it comes, or on a request's head before all else;
    /// first the frontend's and then, when it is another proxy, the backend's.
    /// </summary>
    public RuleList? Content { get; init; }

    /// <summary>How long <see cref="Content"/> may wait for more, in milliseconds; 0: not at all.</summary>
    public long InspectMs { get; init; }

    /// <summary>
    /// Run on each request, first the frontend's and then, when it is another proxy, the backend's.
    /// </summary>
    public RuleList? Request { get; init; }

    /// <summary>Run after a frontend's <see cref="Request"/>: which backend (<c>use_backend</c>).</summary>
    public RuleList? Switching { get; init; }

    /// <summary>
    /// Run after a backend's <see cref="Request"/>: whether cookies and states bind, or which server.
    /// </summary>
    public RuleList? Persistence { get; init; }

    /// <summary>
    /// Of a backend: run when no cookie has bound a request, and on its final response. Null: there are none.
    /// </summary>
    public StickRule[]? StickRequest { get; init; }
    public StickRule[]? StickResponse { get; init; }

    /// <summary>
    /// Run on each final response: first the backend's, then, when it is another proxy, the frontend's.
    /// </summary>
    public RuleList? Response { get; init; }

    /// <summary>Run when <c>monitor-uri</c> is asked for: not going on is a failure.</summary>
    public RuleList? Monitor { get; init; }

    /// <summary>Run on a request for the statistics page of this proxy: who may see it.</summary>
    public RuleList? Stats { get; init; }

    /// <summary>Run when that one goes on: not going on is the right to give orders.</summary>
    public RuleList? StatsAdmin { get; init; }
}
