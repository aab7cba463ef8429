using System.Runtime.CompilerServices;
using Weir.Model.Plan.Checks;

namespace Weir.Model.Draft;

/// <summary>
/// What a section says of its servers' checks. A copy with a change takes its place with each line, so that
/// sections can share what their defaults say.
/// </summary>
internal sealed record CheckDraft
{
    /// <summary>The last of the options that say what is asked.</summary>
    public CheckKind Kind { get; init; }

    /// <summary>A user, or a greeting (<see cref="CheckPlan.Name"/>).</summary>
    public string Name { get; init; } = "";

    /// <summary>Of the request of <c>option httpchk</c>, as the next four.</summary>
    public string Method { get; init; } = "OPTIONS";

    public string Uri { get; init; } = "/";

    public string Version { get; init; } = "HTTP/1.0";

    /// <summary><c>Name: value</c>, as they were written.</summary>
    public string[] Fields { get; init; } = [];

    public string Body { get; init; } = "";

    /// <summary>The fields of <c>http-check send</c>; null when there is no such line.</summary>
    public string[]? SentFields { get; init; }

    /// <summary><c>http-check send-state</c>.</summary>
    public bool SendsState { get; init; }

    /// <summary><c>http-check disable-on-404</c>.</summary>
    public bool StopsOn404 { get; init; }

    /// <summary><c>http-check expect</c>, in order.</summary>
    public HttpExpectation[] Expected { get; init; } = [];

    /// <summary><c>option log-health-checks</c>.</summary>
    public bool IsLogged { get; init; }

    /// <summary><c>timeout check</c> in milliseconds; -1: not written.</summary>
    public int TimeoutMs { get; init; } = -1;

    /// <summary>No line of the section itself has spoken of a request yet.</summary>
    public bool IsInherited { get; init; }

    /// <summary>
    /// What the first line of a section that speaks of a request begins with: what its defaults ask, and
    /// which answers they expect, holds for sections that say nothing of it (2.6).
    /// </summary>
    public CheckDraft Own() => !IsInherited ? this : new CheckDraft
    {
        Kind = Kind,
        Name = Name,
        SendsState = SendsState,
        StopsOn404 = StopsOn404,
        IsLogged = IsLogged,
        TimeoutMs = TimeoutMs,
    };

    // A record for its copies; nobody compares or prints it, and what would be made for that is large.
    public bool Equals(CheckDraft? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

    public override string ToString() => nameof(CheckDraft);
}
