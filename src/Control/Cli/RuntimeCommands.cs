using System;
using System.Globalization;
using Weir.Control.Orders;
using Weir.Control.Stats.Columns;
using Weir.Control.Stats.Pages;
using Weir.Language.Values;
using Weir.Model.Plan;
using Weir.Model.Plan.Process;

namespace Weir.Control.Cli;

/// <summary>
/// The commands of a <c>stats socket</c> (management guide, 9.3), in HAProxy's words. Help lists them in this
/// order.
/// </summary>
internal static class RuntimeCommands
{
    public static readonly RuntimeCommand[] Rows =
    [
        new("disable server (DEPRECATED)", "disable a server for maintenance (use 'set server' instead)",
            static (call, words) => ServerCommands.Give(call, words, ServerOrder.Maintain))
        { Least = ControlLevel.Admin, WordsNeeded = 2 },
        new("enable server  (DEPRECATED)", "enable a disabled server (use 'set server' instead)",
            static (call, words) => ServerCommands.Give(call, words, ServerOrder.Ready))
        { Least = ControlLevel.Admin, WordsNeeded = 2 },
        new("get weight <bk>/<srv>", "report a server's current weight", ServerCommands.Weight)
        { WordsNeeded = 2 },
        new("operator", "lower the level of the current CLI session to operator",
            static (call, _) => Lower(call, ControlLevel.Operator)),
        new("set timeout [cli] <delay>", "change a timeout setting", SetTimeout) { WordsNeeded = 2 },
        new("set weight <bk>/<srv>  (DEPRECATED)", "change a server's weight (use 'set server' instead)",
            ServerCommands.SetWeight) { Least = ControlLevel.Admin, WordsNeeded = 2 },
        new("show cli level", "display the level of the current CLI session",
            static (call, _) => ControlLevels.Names[(int)call.Session.Level] + "\n")
        { WordsNeeded = 3 },
        new("show info", "report information about the running process",
            static (call, _) => InfoText.Of(call)) { WordsNeeded = 2 },
        new("show stat [<iid> <type> <sid>]", "report counters for each proxy and server", ShowStat)
        { WordsNeeded = 2 },
        new("user", "lower the level of the current CLI session to user",
            static (call, _) => Lower(call, ControlLevel.User)),
        new("help [<command>]", "list matching or all commands",
            static (_, words) => CommandHelp.Of(Rows!, words)),
        new("prompt", "toggle interactive mode with prompt", static (call, _) =>
        {
            call.Session.HasPrompt = !call.Session.HasPrompt;
            return "";
        }),
        new("quit", "disconnect", static (call, _) =>
        {
            call.Session.Leaves = true;
            return null;
        }),
    ];

    /// <summary>Obeys one command; what is to be answered, or null.</summary>
    public static string? Run(RuntimeCall call, string[] words)
    {
        RuntimeCommand? command = Array.Find(Rows, row => row.Matches(words));
        if (command is null)
        {
            return CommandHelp.Unknown(Rows, words);
        }

        return call.Session.Level < command.Least ? "Permission denied\n" : command.Run(call, words);
    }

    private static string Lower(RuntimeCall call, ControlLevel level)
    {
        bool may = call.Session.Level >= level;
        call.Session.Level = may ? level : call.Session.Level;
        return may ? "" : "Permission denied\n";
    }

    /// <summary>In seconds.</summary>
    private static string SetTimeout(RuntimeCall call, string[] words)
    {
        if (words.Length < 3 || words[2] != "cli")
        {
            return "'set timeout' only supports 'cli'.\n";
        }

        if (words.Length < 4)
        {
            return "Expects an integer value.\n";
        }

        DurationText.Outcome outcome = DurationText.Read(words[3], out long seconds, DurationText.SecondUs);
        if (outcome != DurationText.Outcome.Good || seconds < 1)
        {
            return "Invalid timeout value.\n";
        }

        call.Session.TimeoutMs = seconds * 1000;
        return "";
    }

    /// <summary>Without three numbers, everything; -1 is any proxy, kind (a bit each) or server.</summary>
    private static string? ShowStat(RuntimeCall call, string[] words)
    {
        bool isSome = words.Length >= 5;
        StatsPlan rules = new()
        {
            Uri = [],
            ChallengeLine = [],
            ShowsLegends = call.Session.Level >= ControlLevel.Operator,
        };
        call.Session.Page = new CsvPage(call.Plan, rules, call.Line)
        {
            OnlyProxy = isSome ? Number(words[2]) : -1,
            OnlyKinds = isSome ? StatKinds.All & (StatKinds)Number(words[3]) : StatKinds.All,
            OnlyServer = isSome ? Number(words[4]) : -1,
        };
        return null;
    }

    private static int Number(string word) =>
        int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            ? number : 0;
}
