using System.Collections.Generic;
using Weir.Language.Keywords;
using Weir.Model.Contracts.RuleLines;
using Weir.Model.Contracts.Rules;
using Weir.Rules.Actions.Redirects;
using Weir.Rules.Conditions;

namespace Weir.Rules.Actions;

/// <summary>Named conditions, and what is done when one holds.</summary>
public static class RuleKeywords
{
    private const Sections ClientSection = Sections.Frontend | Sections.Listen;
    private const Sections ServiceSection = Sections.Listen | Sections.Backend;
    private const Sections AnySection = ClientSection | ServiceSection;
    private const string Condition = "{if | unless} <condition>";

    public static IReadOnlyList<Keyword> Table { get; } =
    [
        new RuleKeyword("acl", AnySection, "<name> <sample> [<flags>] [<pattern> ...]", Default: "",
            Example: "acl static path_beg /images /css",
            Doc: "Gives a test a name; of several tests with one name, one has to match.",
            Apply: static (line, section) => AclLine(line, section)),
        new RuleKeyword("block", AnySection, Condition, Default: "",
            Example: "block if HTTP_URL_STAR",
            Doc: "Refuses requests with 403.",
            Apply: static (line, section) => Block(line, section))
        {
            Today = Spelling.Renamed("http-request deny"),
        },
        new RuleKeyword("force-persist", ServiceSection, Condition, Default: "",
            Example: "force-persist if LOCALHOST",
            Doc: "The server that a cookie names is used even when it is down.",
            Apply: static (line, section) => Persist(line, section, Persistence.Forced)),
        new RuleKeyword("http-request", AnySection, $"<action> [<arguments>] [{Condition}]", Default: "",
            Example: "http-request deny if METH_TRACE",
            Doc: "What is done with a request.",
            Apply: static (line, section) => ActionLines.Request(line, section)),
        new RuleKeyword("http-response", AnySection, $"<action> [<arguments>] [{Condition}]", Default: "",
            Example: "http-response deny if { status 500 }",
            Doc: "What is done with a response.",
            Apply: static (line, section) => ActionLines.Response(line, section)),
        new RuleKeyword("ignore-persist", ServiceSection, Condition, Default: "",
            Example: "ignore-persist if METH_OPTIONS",
            Doc: "Requests are balanced as if they had no cookie.",
            Apply: static (line, section) => Persist(line, section, Persistence.Ignored)),
        new RuleKeyword("monitor fail", ClientSection, Condition, Default: "",
            Example: "monitor fail if LOCALHOST",
            Doc: "What 'monitor-uri' is answered turns from 200 to 503.",
            Apply: static (line, section) => MonitorFail(line, section)),
        new RuleKeyword("redirect", AnySection,
            "{location | prefix | scheme} <target> [<options>] [{if | unless} <condition>] ...", Default: "",
            Example: "redirect prefix https://example.com code 301 if METH_GET",
            Doc: "Answers that what was asked for is elsewhere.",
            Apply: static (line, section) => RedirectLine.Read(line, section)),
        new RuleKeyword("stats admin", AnySection, Condition, Default: "nobody",
            Example: "stats admin if LOCALHOST",
            Doc: "Who may give orders to servers on the statistics page.",
            Apply: static (line, section) => StatsAdmin(line, section)),
        new RuleKeyword("stats http-request", AnySection,
            $"{{allow | deny | auth [realm <realm>]}} [{Condition}]", Default: "everybody",
            Example: "stats http-request auth realm Ours unless LOCALHOST",
            Doc: "Who may see the statistics page; the first rule that matches counts.",
            Apply: static (line, section) => ActionLines.Stats(line, section)),
        new RuleKeyword("tcp-request connection", ClientSection, $"{{accept | reject}} [{Condition}]",
            Default: "accept", Example: "tcp-request connection reject if { src 192.0.2.0/24 }",
            Doc: "Who may come in; the first rule that matches counts. Nothing has been read then.",
            Apply: static (line, section) => ContentLines.Connection(line, section)),
        new RuleKeyword("tcp-request content", AnySection, $"{{accept | reject}} [{Condition}]",
            Default: "accept", Example: "tcp-request content reject if REQ_CONTENT",
            Doc: "What may pass of what clients send first; the first rule that matches counts.",
            Apply: static (line, section) => ContentLines.Content(line, section)),
        new RuleKeyword("tcp-request inspect-delay", AnySection, "<time>", Default: "0",
            Example: "tcp-request inspect-delay 5s",
            Doc: "How long rules on content wait for more of it.",
            Apply: static (line, section) => ContentLines.Delay(line, section)),
        new RuleKeyword("use_backend", ClientSection, $"<backend> [{Condition}]", Default: "default_backend",
            Example: "use_backend example if METH_GET",
            Doc: "Where requests go that match a condition; the first rule that does counts.",
            Apply: static (line, section) => SwitchingLine.Read(line, section)),
    ];

    private static void AclLine(Line line, RuleSection section)
    {
        string name = line.Word("'acl' expects a name and a test.");
        if (line.HasFailed)
        {
            return;
        }

        line.CheckName(name, "acl");
        if (name is "or")
        {
            line.Error(name, "acl name 'or' will never match. 'or' is used to express a logical disjunction "
                + "within a condition.");
        }

        List<string> words = [];
        while (!line.HasFailed && line.Next() is { } word)
        {
            words.Add(word);
        }

        AclReader reader = new(section, line.Source);
        AclTest? test = line.HasFailed ? null : reader.Read(words);
        if (test is null)
        {
            if (!line.HasFailed)
            {
                line.Error(words.Count > 0 ? words[0] : "",
                    $"error detected while parsing ACL '{name}' : {reader.Fault}");
            }

            return;
        }

        if (reader.Warning.Length > 0)
        {
            line.Warn(name, reader.Warning);
        }

        Acl acl = section.Acls.TryGetValue(name, out ICondition? known) ? (Acl)known : new Acl(name);
        acl.Add(test);
        section.Acls[name] = acl;
    }

    private static void Block(Line line, RuleSection section)
    {
        const string intro = "error detected while parsing blocking condition";
        if (Required(line, section, Places.OfRequest(section), intro) is { } condition)
        {
            section.Add(RuleStage.Block, new Rule(new Deny(Verdict.Deny(403)), condition), line);
        }
    }

    private static void Persist(Line line, RuleSection section, Persistence persistence)
    {
        string intro = $"error detected while parsing a '{line.Name}' rule";
        if (Required(line, section, RulePlace.BackendRequest, intro) is { } condition)
        {
            section.Add(RuleStage.Persistence, new Rule(new Persist(persistence), condition), line);
        }
    }

    private static void MonitorFail(Line line, RuleSection section)
    {
        const string intro = "error detected while parsing a 'monitor fail' condition";
        if (Required(line, section, RulePlace.FrontendRequest, intro) is { } condition)
        {
            section.Add(RuleStage.Monitor, new Rule(new Deny(Verdict.Deny(503)), condition), line);
        }
    }

    private static void StatsAdmin(Line line, RuleSection section)
    {
        const string intro = "error detected while parsing a 'stats admin' rule";
        if (Required(line, section, Places.OfRequest(section), intro) is { } condition)
        {
            section.Add(RuleStage.StatsAdmin, new Rule(new Deny(Verdict.Deny(403)), condition), line);
        }
    }

    private static ICondition? Required(Line line, RuleSection section, RulePlace place, string intro)
    {
        if (!ConditionReader.IsNext(line))
        {
            line.Error(line.Peek,
                $"'{line.Name}' requires either 'if' or 'unless' followed by a condition.");
            return null;
        }

        return ConditionReader.Read(line, section, place, intro);
    }
}
