using System;
using Weir.Language.Keywords;
using Weir.Model.Contracts.RuleLines;
using Weir.Model.Contracts.Rules;
using Weir.Model.Plan.Users;
using Weir.Rules.Conditions;

namespace Weir.Rules.Actions;

/// <summary>
/// The lines of <c>http-request</c>, <c>http-response</c> and <c>stats http-request</c>: an action and a
/// condition.
/// </summary>
internal static class ActionLines
{
    public static void Request(Line line, RuleSection section) =>
        Read(line, section, Places.OfRequest(section), RuleStage.HttpRequest);

    public static void Response(Line line, RuleSection section) =>
        Read(line, section, Places.OfResponse(section), RuleStage.HttpResponse);

    /// <summary>Who may see the statistics page.</summary>
    public static void Stats(Line line, RuleSection section) =>
        Read(line, section, Places.OfRequest(section), RuleStage.StatsRequest);

    private static void Read(Line line, RuleSection section, RulePlace place, RuleStage stage)
    {
        string name = line.Next() ?? "";
        string rule = $"{line.Name} {name}";
        bool isOfStats = stage == RuleStage.StatsRequest;
        if (isOfStats && Array.IndexOf(ActionTable.OfStats, name) < 0)
        {
            line.Unknown(name, $"'{line.Name}' expects 'allow', 'deny' or 'auth', but got '{name}'.",
                ActionTable.OfStats);
            return;
        }

        if (ActionTable.Find(name, place) is not { } row)
        {
            Refuse(line, name, rule, place);
            return;
        }

        string intro = $"error detected in {section.Noun} '{section.Name}' while parsing '{rule}' rule";
        IAction? action = row.Read(line, place, intro, isOfStats ? Challenge.RealmOfStats : section.Name);
        if (!line.HasFailed && line.Left > 0 && !ConditionReader.IsNext(line))
        {
            line.Error(line.Peek, $"'{rule}' expects either 'if' or 'unless' followed by a condition "
                + $"but found '{line.Peek}'.");
        }

        ICondition? condition = line.HasFailed ? null : ConditionReader.Read(
            line, section, place, $"error detected while parsing an '{rule}' condition");
        if (!line.HasFailed && action is not null)
        {
            section.Add(stage, new Rule(action, condition), line);
        }
    }

    private static void Refuse(Line line, string name, string rule, RulePlace place)
    {
        if (ActionTable.IsLater(name))
        {
            line.Error(name, $"'{rule}' is known, but not supported yet.");
            return;
        }

        string list = $"'{string.Join("', '", ActionTable.Names(place))}'";
        string got = name.Length == 0 ? "'' (missing argument)" : $"'{name}'";
        line.Unknown(name, $"'{line.Name}' expects {list}, but got {got}.", ActionTable.Names(place));
    }
}
