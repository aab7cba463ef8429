using Weir.Ground.Net;
using Weir.Model.Plan.Checks;

namespace Weir.Model.Plan;

/// <summary>One <c>server</c> line.</summary>
public sealed class ServerPlan
{
    /// <summary>The record on the board; unique over all backends.</summary>
    public required int Id { get; init; }

    /// <summary>Position in its backend's <see cref="BackendPlan.Servers"/>.</summary>
    public required int Index { get; init; }

    public required string Name { get; init; }

    /// <summary>The name as bytes, for log lines.</summary>
    public required byte[] NameText { get; init; }

    public required IpEndpoint Address { get; init; }

    /// <summary>0..256; 0: no balanced traffic, cookies are honoured.</summary>
    public int Weight { get; init; } = 1;

    public bool Backup { get; init; }

    /// <summary>Value of the <c>cookie</c> word; empty when there is none.</summary>
    public byte[] CookieValue { get; init; } = [];

    /// <summary>
    /// The whole line that inserts this server's cookie, CR LF included; empty when the backend inserts none.
    /// </summary>
    public byte[] SetCookieLine { get; init; } = [];

    /// <summary>How the server's health is checked; null without <c>check</c>.</summary>
    public CheckPlan? Check { get; init; }
}
