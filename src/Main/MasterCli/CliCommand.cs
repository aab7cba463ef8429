using System;

namespace Weir.Main.MasterCli;

/// <summary>One command: a row of <see cref="CliCommands"/>.</summary>
internal sealed class CliCommand
{
    /// <param name="name">Its words, and what may follow, as help shows them.</param>
    /// <param name="doc">Help's half line.</param>
    /// <param name="run">Obeys; the answer, without the empty line behind it. Null: there is none, or not
    /// yet.</param>
    public CliCommand(string name, string doc, Func<CliSession, MasterView, string[], string?> run)
    {
        Name = name;
        Doc = doc;
        Run = run;
    }

    public string Name { get; }

    public string Doc { get; }

    public Func<CliSession, MasterView, string[], string?> Run { get; }

    public CliLevel Least { get; init; } = CliLevel.User;

    /// <summary>Known and obeyed, but not listed.</summary>
    public bool IsHidden { get; init; }

    /// <summary>How many words of the name have to be written.</summary>
    public int WordsNeeded { get; init; } = 1;

    private string[] Words => Name.Split(' ')[..WordsNeeded];

    public bool Matches(string[] words) =>
        words.Length >= WordsNeeded && words.AsSpan(0, WordsNeeded).SequenceEqual(Words);

    /// <summary>Whether this may be what was meant: it shares the first word, or a part of it.</summary>
    public bool Resembles(string word) =>
        word.Length > 0 && Name.StartsWith(word, StringComparison.Ordinal)
        || string.Equals(Words[0], word, StringComparison.OrdinalIgnoreCase);
}
