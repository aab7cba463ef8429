using System;
using System.Collections.Generic;
using System.Text;
using Weir.Ground.Expressions;
using Weir.Language.Keywords;
using Weir.Language.Source;
using Weir.Model.Contracts.RuleLines;
using Weir.Model.Contracts.Rules;
using Weir.Model.Plan;
using Weir.Rules.Actions;
using Weir.Rules.Conditions;
using Weir.Wire.Http1;

namespace Weir.Rules.Rewriting;

/// <summary>A line of the family to a rule.</summary>
internal static class LineReader
{
    private const int FieldsMax = 64; // more than the words of a line can spell

    public static void Read(Line line, RuleSection section, LineWord word)
    {
        switch (word.Kind)
        {
            case LineKind.Add:
                Add(line, section, word);
                break;
            case LineKind.Replace:
                Replace(line, section, word);
                break;
            case LineKind.Switch:
                Switch(line, section, word);
                break;
            default:
                Search(line, section, word);
                break;
        }
    }

    private static void Add(Line line, RuleSection section, LineWord word)
    {
        string text = line.Word($"'{line.Name}' expects <header> as an argument.");
        ICondition? condition = Condition(line, section, word);
        byte[] bytes = Encoding.Latin1.GetBytes(text.TrimEnd('\r', '\n').ReplaceLineEndings("\r\n") + "\r\n");
        if (line.HasFailed || !IsOfFields(line, text, bytes))
        {
            return;
        }

        RuleStage stage = word.IsResponse ? RuleStage.ResponseAdds : RuleStage.RequestAdds;
        Rule? last = null;
        foreach (Rule rule in section.Of(stage))
        {
            last = rule;
        }

        if (condition is null && last is { Condition: null, Action: AddLines before })
        {
            before.Append(bytes);
        }
        else
        {
            section.Add(stage, new Rule(new AddLines(bytes), condition), line);
        }
    }

    /// <summary>What would make every message an invalid one is told now.</summary>
    internal static bool IsOfFields(Line line, string text, byte[] bytes)
    {
        byte[] head = [.. "GET / HTTP/1.1\r\n"u8, .. bytes, .. "\r\n"u8];
        ParseStatus status = RequestParser.Parse(
            head, new Field[FieldsMax], out RequestHead parsed, out Reject reject);
        bool isWhole = status == ParseStatus.Complete && parsed.Length == head.Length;
        if (!isWhole)
        {
            string why = status == ParseStatus.Rejected ? RejectTable.RowOf(reject).Text : "an empty line";
            line.Error(text, $"'{line.Name}' : '{text}' is no header ({why}).");
        }

        return isWhole;
    }

    private static void Replace(Line line, RuleSection section, LineWord word)
    {
        string missing = $"'{line.Name}' expects <search> and <replace> as arguments.";
        RegularExpression? search = Expression(line, line.Word(missing), word);
        string text = line.HasFailed ? "" : line.Word(missing);
        Replacement? replacement = Replacement.Read(Encoding.Latin1.GetBytes(text), out string fault);
        if (replacement is null && !line.HasFailed)
        {
            line.Error(text, $"'{line.Name}' : invalid replacement '{text}': {fault}.");
        }

        ICondition? condition = Condition(line, section, word);
        if (!line.HasFailed)
        {
            section.Add(
                StageOf(word), new Rule(new ReplaceLines(search!, replacement!), condition), line);
        }
    }

    private static void Switch(Line line, RuleSection section, LineWord word)
    {
        string missing = $"'{line.Name}' expects <search> and <target> as arguments.";
        RegularExpression? search = Expression(line, line.Word(missing), word);
        string name = line.HasFailed ? "" : line.Word(missing);
        ICondition? condition = Condition(line, section, word);
        if (line.HasFailed)
        {
            return;
        }

        SwitchByLines action = new(search!);
        ConfigLine source = line.Source;
        section.Add(StageOf(word), new Rule(action, condition), line);
        section.Targets.Add(name);
        section.AtEnd(names => Link(action, names, source, name));
    }

    private static void Link(SwitchByLines action, IPlanNames names, ConfigLine source, string name)
    {
        action.Target = names.Backend(name);
        if (action.Target is null)
        {
            names.Error(source, name,
                $"Proxy '{names.Own.Name}': unable to find required setbe: '{name}'.");
        }
        else if (action.Target.Mode != ProxyMode.Http && names.Own.Mode == ProxyMode.Http)
        {
            names.Error(source, name, $"Proxy '{names.Own.Name}': setbe to the tcp backend '{name}' from a "
                + "http frontend is not possible (see 'mode').");
        }
    }

    private static void Search(Line line, RuleSection section, LineWord word)
    {
        string text = line.Word($"'{line.Name}' expects <search> as an argument.");
        RegularExpression? search = Expression(line, text, word);
        ICondition? condition = Condition(line, section, word);
        if (line.HasFailed)
        {
            return;
        }

        // Who lets lines pass is asked by others, with its condition.
        Rule rule = word.Kind == LineKind.Pass
            ? new Rule(new PassLines(search!, condition), null)
            : new Rule(ActionOf(word, search!, section), condition);
        section.Add(StageOf(word), rule, line);
    }

    private static IAction ActionOf(LineWord word, RegularExpression search, RuleSection section)
    {
        if (word.Kind is LineKind.Allow or LineKind.Delete)
        {
            return word.Kind == LineKind.Allow ? new AllowLines(search) : new DeleteLines(search);
        }

        List<PassLines> passes = [];
        foreach (Rule rule in section.Of(StageOf(word)))
        {
            if (rule.Action is PassLines pass)
            {
                passes.Add(pass);
            }
        }

        Verdict verdict = word.IsResponse ? Verdict.Deny(502)
            : word.Kind == LineKind.Deny ? Verdict.Deny(403) : Verdict.Tarpit(500);
        return new RefuseLines(search, verdict, [.. passes]);
    }

    private static RuleStage StageOf(LineWord word) =>
        word.IsResponse ? RuleStage.ResponseLines : RuleStage.RequestLines;

    private static RegularExpression? Expression(Line line, string pattern, LineWord word)
    {
        if (line.HasFailed)
        {
            return null;
        }

        ExpressionOptions options = ExpressionOptions.Posix
            | (word.IgnoresCase ? ExpressionOptions.IgnoreCase : ExpressionOptions.None);
        RegularExpression? expression = RegularExpression.Compile(
            Encoding.Latin1.GetBytes(pattern), options, out ExpressionFault? fault);
        if (fault is not null)
        {
            line.Error(pattern, $"'{line.Name}' : regex '{pattern}' is invalid (error={fault.Message}, "
                + $"erroffset={fault.Offset}).");
        }

        return expression;
    }

    private static ICondition? Condition(Line line, RuleSection section, LineWord word)
    {
        if (!line.HasFailed && line.Left > 0 && !ConditionReader.IsNext(line))
        {
            line.Error(line.Peek, $"'{line.Name}' : expects nothing, 'if' or 'unless', got '{line.Peek}'.");
        }

        RulePlace place = word.IsResponse ? Places.OfResponse(section) : Places.OfRequest(section);
        return line.HasFailed ? null : ConditionReader.Read(
            line, section, place, $"error detected while parsing a '{line.Name}' condition");
    }
}
