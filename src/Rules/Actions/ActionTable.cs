using System;
using System.Collections.Generic;
using Weir.Model.Contracts.RuleLines;
using Weir.Model.Contracts.Rules;
using Weir.Rules.Actions.Redirects;
using Weir.Rules.Fields;
using Weir.Rules.Samples;

namespace Weir.Rules.Actions;

/// <summary>Every action that is named in a line, sorted by name.</summary>
internal static class ActionTable
{
    /// <summary>Actions that are known and not done: refused by name.</summary>
    private static ReadOnlySpan<byte> Later => """

        add-acl cache-store cache-use capture del-acl del-map
        disable-l7-retry do-log do-resolve early-hint lua. normalize-uri pause redirect reject
        replace-path replace-pathq replace-value return sc-add-gpc
        sc-inc-gpc sc-inc-gpc0 sc-inc-gpc1 sc-set-gpt sc-set-gpt0 send-spoe-group set-acl
        set-bandwidth-limit set-bc-mark set-bc-tos set-cookie-fmt set-dst set-dst-port set-fc-mark
        set-fc-tos set-header set-log-level set-map set-mark set-method set-nice set-path set-pathq
        set-priority-class set-priority-offset set-query set-retries set-src set-src-port set-status
        set-timeout set-tos set-uri set-var set-var-fmt silent-drop strict-mode track-sc0 track-sc1
        track-sc2 unset-var use-service wait-for-body wait-for-handshake

        """u8;

    public static ActionRow[] Rows { get; } =
    [
        new("add-header", RulePlace.Anywhere, "add-header X-Example one",
            "Adds a field.",
            static (line, _, intro, _) => FieldLines.Add(line, intro)),
        new("allow", RulePlace.Anywhere, "allow",
            "The rest of the list is left out.",
            static (_, _, _, _) => new Deny(Verdict.Stop)),
        new("auth", RulePlace.Request, "auth realm Staff",
            "Asks for name and password.",
            static (line, _, intro, realm) => Authenticate.Read(line, intro, realm)),
        new("del-header", RulePlace.Anywhere, "del-header X-Example",
            "Leaves out the fields of a name.",
            static (line, _, intro, _) => FieldLines.Delete(line, intro)),
        new("deny", RulePlace.Anywhere, "deny deny_status 429",
            "Refuses a request with 403 or another page, a response with 502.",
            static (line, place, intro, _) => RefusalLine.Read(
                line, intro, (place & RulePlace.Request) != 0 ? 403 : 502, Verdict.Deny)),
        new("redirect", RulePlace.Request, "redirect location /elsewhere code 303",
            "Answers that what was asked for is elsewhere.",
            static (line, _, intro, _) => RedirectLine.ReadAction(line, intro)),
        new("replace-header", RulePlace.Anywhere, "replace-header X-Example (.*) <\\1>",
            "Replaces the values that match of the fields of a name.",
            static (line, _, intro, _) => FieldLines.Replace(line, intro)),
        new("replace-uri", RulePlace.Request, "replace-uri ^/old/(.*) /new/\\1",
            "Replaces the request's target when it matches.",
            static (line, _, intro, _) => FieldLines.ReplaceUri(line, intro)),
        new("tarpit", RulePlace.Request, "tarpit deny_status 403",
            "Refuses after the time of 'timeout tarpit', with 500 or another page.",
            static (line, _, intro, _) => RefusalLine.Read(line, intro, 500, Verdict.Tarpit)),
    ];

    /// <summary>The actions that are for a statistics page as well.</summary>
    public static string[] OfStats { get; } = ["allow", "auth", "deny"];

    public static ActionRow? Find(string name, RulePlace place) =>
        Array.Find(Rows, row => row.Name == name && (row.Places & place) != 0);

    public static bool IsLater(string name)
    {
        int open = name.IndexOf('(', StringComparison.Ordinal);
        return NameList.Has(Later, open < 0 ? name : name[..open]);
    }

    /// <summary>What may be named for a list.</summary>
    public static List<string> Names(RulePlace place)
    {
        List<string> names = [];
        foreach (ActionRow row in Rows)
        {
            if ((row.Places & place) != 0)
            {
                names.Add(row.Name);
            }
        }

        return names;
    }
}
