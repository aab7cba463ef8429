using System;
using Weir.Language.Keywords;
using Weir.Model.Contracts.RuleLines;
using Weir.Model.Contracts.Rules;

namespace Weir.Rules.Actions;

/// <summary>
/// One action that <c>http-request</c> and <c>http-response</c> may name: a row, however many of the lists it
/// is for.
/// </summary>
/// <param name="name">The word.</param>
/// <param name="places">The lists it is for.</param>
/// <param name="example">The word with arguments, as written in a line that is accepted.</param>
/// <param name="doc">What it does, in a sentence.</param>
/// <param name="read">Reads the arguments up to a condition; null after an error. The texts are what messages
/// begin with, and the realm that goes without saying.</param>
internal sealed class ActionRow(
    string name, RulePlace places, string example, string doc,
    Func<Line, RulePlace, string, string, IAction?> read)
{
    public string Name { get; } = name;

    public RulePlace Places { get; } = places;

    public string Example { get; } = example;

    public string Doc { get; } = doc;

    public Func<Line, RulePlace, string, string, IAction?> Read { get; } = read;
}
