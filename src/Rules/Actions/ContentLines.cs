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
        string name = "'" + line.Name + "'";
        string wrong = name + " expects a positive delay in milliseconds, " + Where(section) + ".";
        string word = line.Word(wrong);
        if (!line.HasFailed)
        {
            section.InspectMs = line.Time(word, DurationText.MillisecondUs, name, wrong);
        }
    }

    private static string Where(RuleSection section) => "in " + section.Noun + " '" + section.Name + "'";

    private static void Read(Line line, RuleSection section, RulePlace place, RuleStage stage)
    {
        string name = line.Next() ?? "";
        string rule = "'" + line.Name + " " + name + "'";
        if (Array.IndexOf(Actions, name) < 0)
        {
            Refuse(line, name, rule, section);
            return;
        }

        string joint = line.Peek;
        if (line.Left > 0 && !ConditionReader.IsNext(line))
        {
            line.Error(joint, rule + " only accepts 'if' or 'unless', " + Where(section) + Got(joint));
            return;
        }

        ICondition? condition = ConditionReader.Read(line, section, place,
            rule + " : error detected " + Where(section) + " while parsing '" + joint + "' condition");
        if (!line.HasFailed)
        {
            Verdict verdict = name == "accept" ? Verdict.Stop : Verdict.Reject;
            section.Add(stage, new Rule(new Deny(verdict), condition), line);
        }
    }

    private static void Refuse(Line line, string name, string rule, RuleSection section)
    {
        if (ActionTable.IsLater(name) || NameList.Has(Later, name))
        {
            line.Error(name, rule + " is known, but not supported yet.");
            return;
        }

        string expected = "'" + line.Name + "' expects 'accept', 'reject' " + Where(section) + Got(name);
        line.Unknown(name, expected, Actions);
    }

    private static string Got(string word) => " (got '" + word + "').";
}
