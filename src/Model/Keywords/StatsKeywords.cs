using System;
using Weir.Language.Keywords;
using Weir.Language.Values;
using Weir.Model.Draft;
using Weir.Model.Keywords.Process;
using Weir.Model.Plan.Users;

namespace Weir.Model.Keywords;

/// <summary>The statistics page. Each of these lines asks for it.</summary>
internal static class StatsKeywords
{
    private const string NodeWords = "'stats show-node' invalid node name - should be a string "
        + "with digits(0-9), letters(A-Z, a-z), hyphen(-) or underscode(_).";

    public static readonly ProxyKeyword[] Table =
    [
        new("stats auth", Sections.AnyProxy, "<user>:<password>", Default: "everybody sees the page",
            Example: "stats auth admin:secret",
            Doc: "Who may see the page; may be repeated.",
            Apply: static (line, proxy) => AddUser(line, proxy.OwnStats())),
        new("stats enable", Sections.AnyProxy, "", Default: "off", Example: "stats enable",
            Doc: "Shows the statistics page.",
            Apply: static (_, proxy) => proxy.OwnStats()),
        new("stats hide-version", Sections.AnyProxy, "", Default: "off", Example: "stats hide-version",
            Doc: "The page does not tell the version.",
            Apply: static (_, proxy) => proxy.OwnStats().HidesVersion = true),
        new("stats realm", Sections.AnyProxy, "<realm>", Default: Challenge.RealmOfStats,
            Example: "stats realm Our\\ servers",
            Doc: "What browsers show when they ask for name and password.",
            Apply: static (line, proxy) => proxy.OwnStats().Realm = Realm(line)),
        new("stats refresh", Sections.AnyProxy, "<delay>", Default: "never", Example: "stats refresh 5s",
            Doc: "After which time a browser shows the page anew, in seconds.",
            Apply: static (line, proxy) => proxy.OwnStats().RefreshS = Refresh(line)),
        new("stats scope", Sections.AnyProxy, "{<proxy> | .}", Default: "every proxy",
            Example: "stats scope .",
            Doc: "Shows this proxy only (a dot: the section's own), and those of other such lines.",
            Apply: static (line, proxy) =>
                proxy.OwnStats().Scope.Add(line.Word("'scope' needs a proxy name."))),
        new("stats show-desc", Sections.AnyProxy, "[<text>...]", Default: "off",
            Example: "stats show-desc first of two",
            Doc: "Shows a text, or the 'description' of the global section.",
            Apply: static (line, proxy) =>
            {
                StatsDraft stats = proxy.OwnStats();
                stats.DescriptionLine = line.Source;
                stats.Description = line.Left == 0 ? "" : line.Text("");
            }),
        new("stats show-legends", Sections.AnyProxy, "", Default: "off", Example: "stats show-legends",
            Doc: "Shows addresses, cookies and algorithms too.",
            Apply: static (_, proxy) => proxy.OwnStats().ShowsLegends = true),
        new("stats show-node", Sections.AnyProxy, "[<name>]", Default: "off",
            Example: "stats show-node left-1",
            Doc: "Shows a name for this box, or the 'node' of the global section, or the host's name.",
            Apply: static (line, proxy) =>
                proxy.OwnStats().Node = line.Left == 0 ? "" : ProcessKeywords.NodeName(line, NodeWords)),
        new("stats uri", Sections.AnyProxy, "<prefix>", Default: "/haproxy?stats",
            Example: "stats uri /stats",
            Doc: "Requests whose target begins so are answered with the page.",
            Apply: static (line, proxy) =>
                proxy.OwnStats().Uri = line.Word("'uri' needs an URI prefix.")),
    ];

    /// <summary>A name without a colon has an empty password.</summary>
    private static void AddUser(Line line, StatsDraft stats)
    {
        string account = line.Word("'auth' needs a user:password account.");
        if (line.HasFailed)
        {
            return;
        }

        int colon = account.IndexOf(':', StringComparison.Ordinal);
        string name = colon < 0 ? account : account[..colon];
        if (stats.Users.Exists(one => one.StartsWith($"{name}:", StringComparison.Ordinal)))
        {
            line.Warn(name, $"uri auth: ignoring duplicated user '{name}'.");
            return;
        }

        stats.Users.Add(colon < 0 ? account + ":" : account);
    }

    /// <summary>It goes into an answer whose room is bounded.</summary>
    private static string Realm(Line line)
    {
        string realm = line.Word("'realm' needs an realm name.");
        if (realm.Length > Challenge.RealmMost)
        {
            line.Error(realm, $"'realm' must be at most {Challenge.RealmMost} characters long.");
        }

        return realm;
    }

    private static long Refresh(Line line)
    {
        string word = line.Word("'refresh' needs a time in seconds.");
        return line.HasFailed ? 0 : line.Time(
            word, DurationText.SecondUs, "argument to stats refresh interval.",
            $"timer overflow in argument <{word}> to stats refresh interval, "
                + "maximum value is 2147483647 s (~68 years).");
    }
}
