using System;
using Weir.Model.Plan.Process;

namespace Weir.Control.Cli;

/// <summary>One command: a row of a table that says what it does.</summary>
public class Command
{
    /// <param name="name">Its words, and what may follow, as help shows them.</param>
    /// <param name="doc">Help's half line.</param>
    protected Command(string name, string doc)
    {
        Name = name;
        Doc = doc;
    }

    public string Name { get; }

    public string Doc { get; }

    public ControlLevel Least { get; init; } = ControlLevel.User;

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
