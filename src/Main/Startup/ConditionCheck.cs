using System;
using Weir.Language.Source;
using Weir.Main.CommandLine;
using Weir.Main.Messages;

namespace Weir.Main.Startup;

/// <summary><c>-cc</c>: one condition of the <c>.if</c> language, answered by the exit code.</summary>
internal static class ConditionCheck
{
    /// <summary>0: true, 1: false, 2: it cannot be evaluated.</summary>
    public static int Run(string condition, MessageLog log)
    {
        ConditionFacts facts = new(Variable, VersionText.Compatible, VersionText.Features);
        bool? value = Condition.Evaluate(ByteText.FromUnicode(condition), facts, out LineFault? fault);
        if (value is null)
        {
            log.Alert($"config : Failed to evaluate condition: {fault?.Message}");
            return 2;
        }

        return value.Value ? 0 : 1;
    }

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(ByteText.ToUnicode(name)) is { } value
            ? ByteText.FromUnicode(value)
            : null;
}
