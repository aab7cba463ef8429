using System;

namespace Weir.Control.Cli;

/// <summary>One command of a <c>stats socket</c>: a row of <see cref="RuntimeCommands"/>.</summary>
internal sealed class RuntimeCommand : Command
{
    /// <param name="name">Its words, and what may follow, as help shows them.</param>
    /// <param name="doc">Help's half line.</param>
    /// <param name="run">Obeys, and returns the answer without the empty line behind it. Null: there is none,
    /// or a page is to come.</param>
    public RuntimeCommand(string name, string doc, Func<RuntimeCall, string[], string?> run)
        : base(name, doc) => Run = run;

    public Func<RuntimeCall, string[], string?> Run { get; }
}
