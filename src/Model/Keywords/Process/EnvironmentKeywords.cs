using System.Collections.Generic;
using Weir.Language.Keywords;

namespace Weir.Model.Keywords.Process;

/// <summary>Variables that the lines below see, and the names that are variables too.</summary>
internal static class EnvironmentKeywords
{
    public const string LocalPeerVariable = "HAPROXY_LOCALPEER";

    public static readonly GlobalKeyword[] Table =
    [
        new("localpeer", "<name>", Default: "the host's name", Example: "localpeer left",
            Doc: "The name of this instance, ${HAPROXY_LOCALPEER} from the next line on.",
            Apply: static (line, global) =>
            {
                string name = line.Word("'localpeer' expects a name as an argument.");
                if (global.Process.IsPeerGiven)
                {
                    line.Warn(name, "'localpeer' ignored since it is already set by using the '-L' command "
                        + "line argument.");
                }
                else if (!line.HasFailed)
                {
                    global.Process.Environment.Set(LocalPeerVariable, name);
                }
            }),
        new("presetenv", "<name> <value>", Default: "", Example: "presetenv WEIR_EXAMPLE one",
            Doc: "Sets a variable for the lines below, unless it is set.",
            Apply: static (line, global) =>
            {
                (string name, string value) = Pair(line);
                if (!line.HasFailed && global.Process.Environment.Find(name) is null)
                {
                    global.Process.Environment.Set(name, value);
                }
            }),
        new("resetenv", "[<name>...]", Default: "", Example: "resetenv PATH",
            Doc: "Removes all variables but these for the lines below.",
            Apply: static (line, global) => global.Process.Environment.Clear(Rest(line))),
        new("setenv", "<name> <value>", Default: "", Example: "setenv WEIR_EXAMPLE one",
            Doc: "Sets a variable for the lines below.",
            Apply: static (line, global) =>
            {
                (string name, string value) = Pair(line);
                if (!line.HasFailed)
                {
                    global.Process.Environment.Set(name, value);
                }
            }),
        new("unsetenv", "<name>...", Default: "", Example: "unsetenv WEIR_EXAMPLE",
            Doc: "Removes variables for the lines below.",
            Apply: static (line, global) =>
            {
                if (line.Left == 0)
                {
                    line.Error("", "'unsetenv' expects at least one variable name.");
                }

                foreach (string name in Rest(line))
                {
                    global.Process.Environment.Remove(name);
                }
            }),
    ];

    private static (string Name, string Value) Pair(Line line)
    {
        string name = line.Next() ?? "";
        string value = line.Next() ?? "";
        if (name.Length == 0 || value.Length == 0)
        {
            line.Error(name, $"'{line.Name}' expects a name and a value.");
        }
        else if (name.Contains('='))
        {
            line.Error(name, $"'{line.Name}' failed on variable '{name}' : Invalid argument.");
        }

        return (name, value);
    }

    private static List<string> Rest(Line line)
    {
        List<string> words = [];
        while (line.Next() is { } word)
        {
            words.Add(word);
        }

        return words;
    }
}
