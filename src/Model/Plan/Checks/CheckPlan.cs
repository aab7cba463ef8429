using Weir.Ground.Net;

namespace Weir.Model.Plan.Checks;

/// <summary>How one server's health is checked. Times in milliseconds.</summary>
public sealed class CheckPlan
{
    public CheckKind Kind { get; init; }

    /// <summary>Of an HTTP check, and only of that.</summary>
    public HttpCheckPlan? Http { get; init; }

    /// <summary>
    /// Whom a check says it is: a user of a database, a line that greets a mail server. Empty: nobody.
    /// </summary>
    public byte[] Name { get; init; } = [];

    public required IpEndpoint Address { get; init; }

    public int IntervalMs { get; init; } = 2000;

    /// <summary>Interval in transition; -1: <see cref="IntervalMs"/>.</summary>
    public int FastIntervalMs { get; init; } = -1;

    /// <summary>Interval when down; -1: <see cref="IntervalMs"/>.</summary>
    public int DownIntervalMs { get; init; } = -1;

    /// <summary>
    /// <c>timeout check</c>, for the answer; -1: the interval bounds connect and answer together.
    /// </summary>
    public int TimeoutMs { get; init; } = -1;

    /// <summary>Good checks in a row that bring a server up.</summary>
    public int Rise { get; init; } = 2;

    /// <summary>Bad checks in a row that take a server down.</summary>
    public int Fall { get; init; } = 3;
}
