using System;
using Weir.Language.Keywords;
using Weir.Language.Source;
using Weir.Model.Contracts.RuleLines;
using Weir.Model.Contracts.Rules;
using Weir.Model.Stick;
using Weir.Rules.Conditions;
using Weir.Rules.Fetches;
using Weir.Rules.Samples;

namespace Weir.Rules.Stick;

/// <summary>Reads <c>stick WHAT PATTERN [table TABLE] [{if | unless} CONDITION]</c>.</summary>
internal static class StickLine
{
    public static void Read(Line line, RuleSection section)
    {
        string word = line.Word("'stick' expects a fetch method.");
        bool isOfResponse = line.Name == "stick store-response";
        RulePlace place = isOfResponse ? RulePlace.BackendResponse : RulePlace.BackendRequest;
        SampleExpression? pattern = line.HasFailed ? null : Pattern(line, section, word, place);
        string table = line.Take("table") ? line.Next() ?? "" : section.Name;
        if (!line.HasFailed && line.Left > 0 && !ConditionReader.IsNext(line))
        {
            line.Unknown(line.Peek, $"'stick': unknown keyword '{line.Peek}'.", ["table", "if", "unless"]);
        }

        ICondition? condition = line.HasFailed ? null : ConditionReader.Read(
            line, section, place, "'stick': error detected while parsing sticking condition");
        if (line.HasFailed || pattern is null)
        {
            return;
        }

        StickRule rule = new()
        {
            Matches = line.Name is "stick match" or "stick on",
            Stores = line.Name != "stick match",
            IsOfResponse = isOfResponse,
            Key = new StickKey(pattern),
            Condition = condition,
        };
        ConfigLine source = line.Source;
        section.AtEnd(names => Link(rule, pattern.Type, table, source, names));
        section.Sticks = [.. section.Sticks, rule];
    }

    private static SampleExpression? Pattern(Line line, RuleSection section, string word, RulePlace place)
    {
        SampleReader reader = new(section, line.Source);
        SampleExpression? pattern = reader.Read(word, out FoundFetch? found, out string fault);
        if (found is { } row && row.Match != row.Fetch.Match)
        {
            fault = $"unknown fetch method '{word}'."; // a name of conditions alone, such as path_beg
        }
        else if (pattern is not null && (pattern.Fetch.Places & place) == 0)
        {
            (string what, string when) = place == RulePlace.BackendRequest
                ? ("response", "during request") : ("request headers", "for 'store-response'");
            fault = $"fetch method '{pattern.Name}' extracts information from 'HTTP {what}', none of which "
                + $"is available {when}.";
        }

        if (fault.Length > 0)
        {
            string where = $" in ACL expression '{word}'";
            line.Error(word, $"'stick': {fault.Replace(where, "", StringComparison.Ordinal)}");
            return null;
        }

        pattern!.Arguments.Iterates = false;
        return pattern;
    }

    private static void Link(
        StickRule rule, SampleType type, string table, ConfigLine source, IPlanNames names)
    {
        string own = names.Own.Name;
        rule.Table = names.StickTable(table);
        if (rule.Table is null)
        {
            names.Error(source, table, $"Proxy '{own}': unable to find stick-table '{table}'.");
        }
        else if (type == SampleType.Binary && rule.Table.Kind < StickKind.String)
        {
            names.Error(source, table,
                $"Proxy '{own}': type of fetch not usable with type of stick-table '{table}'.");
        }
    }
}
