using System;

namespace Weir.Main.CommandLine;

/// <summary>Why a command line is not usable.</summary>
internal enum CommandLineFault
{
    None,

    /// <summary>Unknown option, stray word, missing argument: answered with the usage text.</summary>
    Usage,

    /// <summary>An argument that cannot be used.</summary>
    BadArgument,

    /// <summary>A known option that Weir does not do yet.</summary>
    NotYet,
}

/// <summary>The outcome of reading a command line.</summary>
/// <param name="Text">For the user; empty for <see cref="CommandLineFault.Usage"/>.</param>
internal readonly record struct CommandLineResult(CommandLineFault Fault, string Text);

/// <summary>
/// Words of the command line to an <see cref="Invocation"/>, by the rows of <see cref="OptionTable"/>.
/// </summary>
internal static class CommandLineReader
{
    private static CommandLineResult Usage => new(CommandLineFault.Usage, "");

    public static CommandLineResult Read(string[] words, Invocation into)
    {
        int at = 0;
        while (at < words.Length)
        {
            string word = words[at++];
            if (word == "--")
            {
                into.Paths.AddRange(words[at..]);
                return default;
            }

            CommandLineResult result = ReadOption(words, word, ref at, into);
            if (result.Fault != CommandLineFault.None)
            {
                return result;
            }

            // As in HAProxy, the version is shown at once, whatever nonsense may follow.
            if (into.Version != VersionRequest.None)
            {
                return default;
            }
        }

        return default;
    }

    private static CommandLineResult ReadOption(string[] words, string word, ref int at, Invocation into)
    {
        Option? option = Find(word);
        if (option is null)
        {
            return Usage;
        }

        if (option.Apply is null)
        {
            string text = $"option '{option.Name}' ({option.Doc}) is known but not supported yet.";
            return new CommandLineResult(CommandLineFault.NotYet, text);
        }

        string argument = option.HasTail ? word[option.Name.Length..] : "";
        if (option.TakesArgument)
        {
            if (at == words.Length || (words[at].StartsWith('-') && words[at].Length > 1))
            {
                return Usage;
            }

            argument = words[at++];
        }

        string? fault = option.TakesList
            ? ReadList(words, option, ref at, into)
            : option.Apply(into, argument);
        return fault is null
            ? default
            : new CommandLineResult(CommandLineFault.BadArgument, $"option '{option.Name}' : {fault}.");
    }

    /// <summary>What is wrong with the first bad word of a list, or null.</summary>
    private static string? ReadList(string[] words, Option option, ref int at, Invocation into)
    {
        string? fault = option.Apply!(into, "");
        while (fault is null && at < words.Length && !words[at].StartsWith('-'))
        {
            fault = option.Apply(into, words[at++]);
        }

        return fault;
    }

    /// <summary>
    /// An exact name wins over one with a tail, so <c>-dM</c> cannot hide a longer sibling.
    /// </summary>
    private static Option? Find(string word)
    {
        Option? exact = Array.Find(OptionTable.Rows, row => row.Name == word);
        return exact ?? Array.Find(OptionTable.Rows, row => row.Matches(word));
    }
}
