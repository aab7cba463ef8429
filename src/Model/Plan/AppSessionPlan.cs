namespace Weir.Model.Plan;

/// <summary>
/// The <c>appsession</c> line of a backend: a client stays with the server that has begun a session of the
/// application's own with it.
/// </summary>
/// <param name="Name">The application's cookie, or path parameter.</param>
/// <param name="Length">As many bytes of its value tell sessions apart.</param>
/// <param name="HoldMs">How long a session is remembered that is not used.</param>
public sealed record AppSessionPlan(byte[] Name, int Length, long HoldMs)
{
    /// <summary>The most bytes of a value that tell sessions apart.</summary>
    public const int BytesMost = 256;

    /// <summary>
    /// A session that a request names and nobody knows is at the server that answers it
    /// (<c>request-learn</c>).
    /// </summary>
    public bool LearnsRequests { get; init; }

    /// <summary>Names only begin so: what follows, value and all, is the session's (<c>prefix</c>).</summary>
    public bool IsPrefix { get; init; }

    /// <summary>It is looked for in the query, not in the path (<c>mode query-string</c>).</summary>
    public bool IsInQuery { get; init; }
}
