using System;
using Weir.Language.Keywords;
using Weir.Language.Source;
using Weir.Model.Contracts.RuleLines;
using Weir.Model.Contracts.Rules;
using Weir.Model.Plan;
using Weir.Rules.Conditions;

namespace Weir.Rules.Actions;

/// <summary>The words of <c>use_backend</c>.</summary>
internal static class SwitchingLine
{
    public static void Read(Line line, RuleSection section)
    {
        string name = line.Word("'use_backend' expects a backend name.");
        if (line.HasFailed)
        {
            return;
        }

        if (name.Contains('%', StringComparison.Ordinal))
        {
            line.Error(name, "a backend name with '%' in it is known, but not supported yet.");
            return;
        }

        if (line.Left > 0 && !ConditionReader.IsNext(line))
        {
            line.Unknown(line.Peek, $"unexpected keyword '{line.Peek}' after switching rule, "
                + "only 'if' and 'unless' are allowed.", ["if", "unless"]);
            return;
        }

        ICondition? condition = ConditionReader.Read(
            line, section, RulePlace.Switching, "error detected while parsing switching rule");
        if (line.HasFailed)
        {
            return;
        }

        UseBackend action = new();
        ConfigLine source = line.Source;
        section.Targets.Add(name);
        section.AtEnd(names => Link(action, name, source, names));
        section.Add(RuleStage.Switching, new Rule(action, condition), line);
    }

    private static void Link(UseBackend action, string name, ConfigLine source, IPlanNames names)
    {
        ProxyPlan own = names.Own;
        action.Backend = names.Backend(name);
        if (action.Backend is null)
        {
            names.Error(source, name, $"Proxy '{own.Name}': unable to find required use_backend: '{name}'.");
        }
        else if (action.Backend == own)
        {
            names.Error(source, name, $"Proxy '{own.Name}': loop detected for use_backend: '{name}'.");
        }
        else if (action.Backend.Mode != own.Mode)
        {
            names.Error(source, name, own.Mode == ProxyMode.Http
                ? $"http frontend '{own.Name}' tries to use incompatible tcp backend '{name}' in a "
                    + "'use_backend' rule (see 'mode')."
                : $"tcp frontend '{own.Name}' with the http backend '{name}' is known, but not supported "
                    + "yet.");
        }
    }
}
