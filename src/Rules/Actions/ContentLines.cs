using System;
using Weir.Language.Keywords;
using Weir.Language.Values;
using Weir.Model.Contracts.RuleLines;
using Weir.Model.Contracts.Rules;
using Weir.Rules.Conditions;
using Weir.Rules.Samples;

namespace Weir.Rules.Actions;

/// <summary>The lines of <c>tcp-request</c>: who may come in, and what may.</summary>
internal static class ContentLines
{
    private static readonly string[] Actions = ["accept", "reject"];

    /// <summary>Actions of these lists alone that are known and not done.</summary>
    private static ReadOnlySpan<byte> Later => " expect-netscaler-cip expect-proxy switch-mode "u8;

    public static void Connection(Line line, RuleSection section) =>
        Read(line, section, RulePlace.Connection, RuleStage.Connection);

    public static void Content(Line line, RuleSection section) =>
        Read(line, section, Places.OfRequest(section), RuleStage.Content);

    public static void Delay(Line line, RuleSection section)
    {
        string wrong = $"'{line.Name}' expects a positive delay in milliseconds, in {section.Noun} "
            + $"'{section.Name}'";
        string word = line.Word(wrong + ".");
        if (!line.HasFailed)
        {
            section.InspectMs = line.Time(word, DurationText.MillisecondUs, $"'{line.Name}'", wrong + ".");
        }
    }

    private static void Read(Line line, RuleSection section, RulePlace place, RuleStage stage)
    {
        string name = line.Next() ?? "";
        string rule = $"{line.Name} {name}";
        string where = $"in {section.Noun} '{section.Name}'";
        if (Array.IndexOf(Actions, name) < 0)
        {
            Refuse(line, name, where);
            return;
        }

        string joint = line.Peek;
        if (line.Left > 0 && !ConditionReader.IsNext(line))
        {
            line.Error(joint, $"'{rule}' only accepts 'if' or 'unless', {where} (got '{joint}').");
            return;
        }

        ICondition? condition = ConditionReader.Read(line, section, place,
            $"'{rule}' : error detected {where} while parsing '{joint}' condition");
        if (!line.HasFailed)
        {
            Verdict verdict = name == "accept" ? Verdict.Stop : Verdict.Reject;
            section.Add(stage, new Rule(new Deny(verdict), condition), line);
        }
    }

    private static void Refuse(Line line, string name, string where)
    {
        if (ActionTable.IsLater(name) || NameList.Has(Later, name))
        {
            line.Error(name, $"'{line.Name} {name}' is known, but not supported yet.");
            return;
        }

        line.Unknown(name, $"'{line.Name}' expects 'accept', 'reject' {where} (got '{name}').", Actions);
    }
}
