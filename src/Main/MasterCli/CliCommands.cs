using Weir.Control.Cli;
using Weir.Main.CommandLine;
using Weir.Model.Plan.Process;

namespace Weir.Main.MasterCli;

/// <summary>
/// The commands of the master's socket (management guide, "Master CLI commands"). Help lists them in this
/// order.
/// </summary>
internal static class CliCommands
{
    /// <summary>What a wish for a reload is answered when there will be none.</summary>
    public const string Stopping = "The process is stopping.\n";

    public static readonly CliCommand[] Rows =
    [
        new("@master", "send a command to the master process", static (_, _, _) => null), // seen to before
        new("expert-mode [on|off]", "whether commands for experts are allowed", static (session, _, words) =>
            session.Switch(CliModes.Expert, words)) { IsHidden = true },
        new("experimental-mode [on|off]", "the same of unfinished commands", static (session, _, words) =>
            session.Switch(CliModes.Experimental, words)) { IsHidden = true },
        new("operator", "lower the level of the current CLI session to operator",
            static (session, _, _) => Lower(session, ControlLevel.Operator)),
        new("reload", "reload haproxy", Reload) { Least = ControlLevel.Operator },
        new("show cli level", "display the level of the current CLI session",
            static (session, _, _) => ControlLevels.Names[(int)session.Level] + "\n") { WordsNeeded = 3 },
        new("show proc", "show processes status", static (_, master, _) => master.Processes())
        { WordsNeeded = 2 },
        new("show startup-logs", "report logs emitted during HAProxy startup",
            static (_, master, _) => master.Reloads.Messages) { WordsNeeded = 2 },
        new("show version", "show version of the current process",
            static (_, _, _) => VersionText.Full + "\n") { WordsNeeded = 2 },
        new("user", "lower the level of the current CLI session to user",
            static (session, _, _) => Lower(session, ControlLevel.User)),
        new("help [<command>]", "list matching or all commands",
            static (_, _, words) => CommandHelp.Of(Rows!, words)),
        new("prompt", "toggle interactive mode with prompt", static (session, _, _) =>
            session.TogglePrompt()),
        new("quit", "disconnect", static (session, _, _) => session.Quit()),
    ];

    /// <summary>Obeys one command; what is to be answered, or null.</summary>
    public static string? Run(CliSession session, MasterView master, string[] words)
    {
        CliCommand? command = System.Array.Find(Rows, row => row.Matches(words));
        if (command is null)
        {
            return CommandHelp.Unknown(Rows, words);
        }

        return session.Level < command.Least ? "Permission denied\n" : command.Run(session, master, words);
    }

    private static string? Lower(CliSession session, ControlLevel level)
    {
        if (session.Level < level)
        {
            session.Refuse("Permission denied!\n");
        }

        session.Level = session.Level < level ? session.Level : level;
        return null;
    }

    private static string? Reload(CliSession session, MasterView master, string[] words)
    {
        session.AwaitReload(master.Reloads.Begun + 1);
        master.Reload();
        return null;
    }
}
