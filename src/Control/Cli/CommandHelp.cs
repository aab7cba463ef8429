using System.Collections.Generic;
using System.Text;

namespace Weir.Control.Cli;

/// <summary>What a table of commands says about itself.</summary>
public static class CommandHelp
{
    /// <summary>These stand at the end of every table and of every list.</summary>
    private const int Always = 3;

    /// <summary>The answer to <c>help</c>.</summary>
    /// <param name="rows">The table.</param>
    /// <param name="words">The command, with what is looked for behind it.</param>
    public static string Of(Command[] rows, string[] words)
    {
        List<Command> found = words.Length > 1 ? Like(rows, words[1]) : [.. rows];
        return "The following commands are valid at this level:\n" + Listed(found);
    }

    /// <summary>The answer to what is no command.</summary>
    public static string Unknown(Command[] rows, string[] words)
    {
        List<Command> like = words.Length > 0 ? Like(rows, words[0]) : [];
        return like.Count > Always
            ? "Unknown command, but maybe one of the following ones is a better match:\n" + Listed(like)
            : "Unknown command. Please enter one of the following commands only:\n" + Listed([.. rows]);
    }

    private static List<Command> Like(Command[] rows, string word)
    {
        List<Command> like = [];
        for (int at = 0; at < rows.Length; at++)
        {
            if (at >= rows.Length - Always || rows[at].Resembles(word))
            {
                like.Add(rows[at]);
            }
        }

        return like;
    }

    private static string Listed(List<Command> commands)
    {
        StringBuilder text = new();
        foreach (Command command in commands)
        {
            if (!command.IsHidden)
            {
                text.Append("  ").Append(command.Name.PadRight(40));
                text.Append(": ").Append(command.Doc).Append('\n');
            }
        }

        return text.ToString();
    }
}
