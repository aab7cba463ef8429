using System.Collections.Generic;
using Weir.Language.Source;
using Weir.Model.Plan.Users;

namespace Weir.Model.Draft;

/// <summary>
/// The <c>stats</c> lines of one section. The first of a section makes it anew: what <c>defaults</c> said
/// about statistics is not mixed with what a section says itself.
/// </summary>
/// <param name="owner">The section.</param>
internal sealed class StatsDraft(ProxyDraft owner)
{
    public ProxyDraft Owner => owner;

    public string Uri { get; set; } = "/haproxy?stats";

    public string Realm { get; set; } = Challenge.RealmOfStats;

    /// <summary>"name:password"; of one name, the first counts.</summary>
    public List<string> Users { get; } = [];

    /// <summary>A line says by itself who may see the page.</summary>
    public bool HasAccess => Users.Count > 0 || Realm != Challenge.RealmOfStats;

    /// <summary>Names of proxies, <c>.</c> for the section's own; empty: all.</summary>
    public List<string> Scope { get; } = [];

    public bool HidesVersion { get; set; }

    /// <summary>Seconds; 0: no refresh.</summary>
    public long RefreshS { get; set; }

    public bool ShowsLegends { get; set; }

    /// <summary>Null: not shown; empty: the one of <c>global</c>.</summary>
    public string? Node { get; set; }

    /// <summary>Null: not shown; empty: the one of <c>global</c>.</summary>
    public string? Description { get; set; }

    /// <summary>Where <see cref="Description"/> was written.</summary>
    public ConfigLine? DescriptionLine { get; set; }
}
