using System;
using System.Collections.Generic;
using Weir.Ground.Net;
using Weir.Language.Keywords;
using Weir.Language.Source;
using Weir.Model.Contracts.Rules;
using Weir.Model.Stick;

namespace Weir.Model.Contracts.RuleLines;

/// <summary>The rules of a proxy section while its lines are read.</summary>
public sealed class RuleSection
{
    private readonly List<(RuleStage Stage, Rule Rule)> _rules = [];
    private readonly List<Action<IPlanNames>> _links = [];
    private readonly List<ConfigLine> _httpLines = [];

    /// <summary>The section's name.</summary>
    public required string Name { get; init; }

    public required bool HasClientSide { get; init; }

    public required bool HasServerSide { get; init; }

    /// <summary>What kind of section it is, as messages call it: <c>frontend</c>, <c>proxy</c>.</summary>
    public string Noun { get; init; } = "proxy";

    /// <summary>An environment variable, or null. One char for each byte, as in configurations.</summary>
    public Func<string, string?> Environment { get; init; } = static _ => null;

    /// <summary>The address of a host name, or null.</summary>
    public Func<string, IpEndpoint?> Resolve { get; init; } = static _ => null;

    /// <summary>The content of a file.</summary>
    public Func<string, FileText> ReadFile { get; init; } =
        static _ => new FileText([], FileFailure.Opening);

    /// <summary>How long rules on content may wait for more (<c>tcp-request inspect-delay</c>), in
    /// milliseconds.</summary>
    public long InspectMs { get; set; }

    /// <summary>Named conditions (<c>acl</c>), by name.</summary>
    public Dictionary<string, ICondition> Acls { get; } = [];

    /// <summary>The section's table, not yet with its place; null: it has none.</summary>
    public StickTablePlan? StickTable { get; set; }

    /// <summary>Where that is written.</summary>
    public ConfigLine? StickTableLine { get; set; }

    /// <summary>The <c>stick</c> lines, in the order of the file.</summary>
    public StickRule[] Sticks { get; set; } = [];

    /// <summary>Backends that rules may send to, as they are named.</summary>
    public HashSet<string> Targets { get; } = [];

    /// <summary>Lines with rules that are for HTTP; in <c>mode tcp</c> they are without effect.</summary>
    public IReadOnlyList<ConfigLine> HttpLines => _httpLines;

    /// <summary>
    /// Adds a rule. One that is written behind others and run before them draws a warning, as in HAProxy.
    /// </summary>
    /// <param name="stage">When it is run.</param>
    /// <param name="rule">What is run.</param>
    /// <param name="line">Where it is written.</param>
    public void Add(RuleStage stage, Rule rule, Line line)
    {
        RuleStage latest = stage;
        foreach ((RuleStage other, Rule _) in _rules)
        {
            latest = IsSameList(stage, other) && other > latest ? other : latest;
        }

        if (latest != stage)
        {
            line.Warn(line.Name, $"a '{line.Name}' rule placed after a '{WordOf(latest)}' rule will still be "
                + "processed before.");
        }

        if (!IsForAll(stage))
        {
            _httpLines.Add(line.Source);
        }

        _rules.Add((stage, rule));
    }

    /// <summary>The rules that have been added for a stage.</summary>
    public IEnumerable<Rule> Of(RuleStage stage)
    {
        foreach ((RuleStage of, Rule rule) in _rules)
        {
            if (of == stage)
            {
                yield return rule;
            }
        }
    }

    public bool HasAny(RuleStage stage) => _rules.Exists(one => one.Stage == stage);

    /// <summary>Finds out what names mean, when everything has one.</summary>
    public void AtEnd(Action<IPlanNames> link) => _links.Add(link);

    /// <summary>Calls what <see cref="AtEnd"/> was given.</summary>
    public void Link(IPlanNames names)
    {
        foreach (Action<IPlanNames> link in _links)
        {
            link(names);
        }
    }

    /// <summary>The rules in the order in which they are run; null without any.</summary>
    /// <param name="isHttp">Without HTTP, only connections are looked at, and backends chosen.</param>
    public ProxyRules? Build(bool isHttp)
    {
        StickRule[]? sticks = SticksOf(isOfResponse: false);
        bool hasAny = isHttp
            ? _rules.Count > 0 || Sticks.Length > 0
            : sticks is not null || _rules.Exists(static one => IsForAll(one.Stage));
        return !hasAny ? null : new ProxyRules
        {
            Connection = ListOf(RuleStage.Connection, RuleStage.Connection),
            Content = ListOf(RuleStage.Content, RuleStage.Content),
            InspectMs = InspectMs,
            Switching = ListOf(RuleStage.Switching, RuleStage.Switching),
            Request = HttpList(RuleStage.Block, RuleStage.Redirect),
            Persistence = HttpList(RuleStage.Persistence, RuleStage.Persistence),
            StickRequest = sticks,
            StickResponse = isHttp ? SticksOf(isOfResponse: true) : null,
            Response = HttpList(RuleStage.HttpResponse, RuleStage.ResponseAdds),
            Monitor = HttpList(RuleStage.Monitor, RuleStage.Monitor),
            Stats = HttpList(RuleStage.StatsRequest, RuleStage.StatsRequest),
            StatsAdmin = HttpList(RuleStage.StatsAdmin, RuleStage.StatsAdmin),
        };

        RuleList? HttpList(RuleStage first, RuleStage last) => isHttp ? ListOf(first, last) : null;
    }

    private StickRule[]? SticksOf(bool isOfResponse)
    {
        StickRule[] list = [];
        foreach (StickRule rule in Sticks)
        {
            list = rule.IsOfResponse == isOfResponse ? [.. list, rule] : list;
        }

        return list.Length == 0 ? null : list;
    }

    /// <summary>Whether such rules are run without HTTP as well.</summary>
    private static bool IsForAll(RuleStage stage) =>
        stage is RuleStage.Connection or RuleStage.Content or RuleStage.Switching;

    private RuleList? ListOf(RuleStage first, RuleStage last)
    {
        List<Rule[]> stages = [];
        for (RuleStage stage = first; stage <= last; stage++)
        {
            if (HasAny(stage))
            {
                stages.Add([.. Of(stage)]);
            }
        }

        return stages.Count == 0 ? null : new RuleList([.. stages]);
    }

    private static bool IsSameList(RuleStage one, RuleStage other) =>
        (one <= RuleStage.Switching && other <= RuleStage.Switching)
        || (one is >= RuleStage.HttpResponse and <= RuleStage.ResponseAdds
            && other is >= RuleStage.HttpResponse and <= RuleStage.ResponseAdds);

    private static string WordOf(RuleStage stage) => stage switch
    {
        RuleStage.Connection => "tcp-request connection",
        RuleStage.Content => "tcp-request content",
        RuleStage.Block => "block",
        RuleStage.HttpRequest => "http-request",
        RuleStage.RequestLines => "reqxxx",
        RuleStage.RequestAdds => "reqadd",
        RuleStage.Redirect => "redirect",
        RuleStage.Switching => "use_backend",
        RuleStage.HttpResponse => "http-response",
        RuleStage.ResponseLines => "rspxxx",
        RuleStage.ResponseAdds => "rspadd",
        _ => "persistence",
    };
}
