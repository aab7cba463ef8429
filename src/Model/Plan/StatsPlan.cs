using System;
using Weir.Model.Plan.Users;

namespace Weir.Model.Plan;

/// <summary>
/// The statistics page of a proxy: which requests are for it, who may see it, and what it shows.
/// </summary>
public sealed class StatsPlan
{
    /// <summary>
    /// How targets begin that are for the page; one that begins with a slash is compared with the path.
    /// </summary>
    public required byte[] Uri { get; init; }

    /// <summary>The field that asks for credentials, CR LF included.</summary>
    public required byte[] ChallengeLine { get; init; }

    /// <summary>Who may see the page (<c>stats auth</c>); null: everybody.</summary>
    public UserList? Users { get; init; }

    /// <summary>Names of the proxies that are shown; none: all.</summary>
    public string[] Scope { get; init; } = [];

    public bool HidesVersion { get; init; }

    /// <summary>Seconds until a browser asks again; 0: never.</summary>
    public long RefreshS { get; init; }

    /// <summary>Addresses, cookies and algorithms are shown too.</summary>
    public bool ShowsLegends { get; init; }

    /// <summary>The name of this box; null: not shown; empty: the host's.</summary>
    public string? Node { get; init; }

    /// <summary>A text about this instance; empty: none.</summary>
    public string Description { get; init; } = "";

    public bool Shows(ProxyPlan proxy) => Scope.Length == 0 || Array.IndexOf(Scope, proxy.Name) >= 0;
}
