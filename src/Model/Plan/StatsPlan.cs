using System;
using System.Runtime.CompilerServices;

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

    /// <summary>"name:password" of each who may see the page; none: everybody.</summary>
    public byte[][] Users { get; init; } = [];

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

    /// <summary>
    /// Whether these are somebody's credentials. Takes as long for wrong ones as for right ones: each user is
    /// compared, to the last byte.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoOptimization)] // or the compiler may find out early as well
    public bool Admits(ReadOnlySpan<byte> credentials)
    {
        int found = 0;
        foreach (byte[] user in Users)
        {
            int difference = user.Length ^ credentials.Length;
            for (int at = 0; at < credentials.Length; at++)
            {
                difference |= credentials[at] ^ (user.Length == 0 ? 0 : user[at % user.Length]);
            }

            found |= difference == 0 ? 1 : 0;
        }

        return found != 0;
    }

    public bool Shows(ProxyPlan proxy) => Scope.Length == 0 || Array.IndexOf(Scope, proxy.Name) >= 0;
}
