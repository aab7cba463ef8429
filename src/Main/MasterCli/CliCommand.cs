using System;
using Weir.Control.Cli;

namespace Weir.Main.MasterCli;

/// <summary>One command: a row of <see cref="CliCommands"/>.</summary>
internal sealed class CliCommand : Command
{
    /// <param name="name">Its words, and what may follow, as help shows them.</param>
    /// <param name="doc">Help's half line.</param>
    /// <param name="run">Obeys; the answer, without the empty line behind it. Null: there is none, or not
    /// yet.</param>
    public CliCommand(string name, string doc, Func<CliSession, MasterView, string[], string?> run)
        : base(name, doc) => Run = run;

    public Func<CliSession, MasterView, string[], string?> Run { get; }
}
