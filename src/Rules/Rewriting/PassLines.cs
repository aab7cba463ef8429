using System;
using Weir.Ground.Expressions;
using Weir.Model.Contracts.Rules;

namespace Weir.Rules.Rewriting;

/// <summary>
/// <c>reqpass</c>: rules behind it refuse nothing because of a line that matches. It does nothing by itself:
/// those rules ask it about the lines that they are about to refuse.
/// </summary>
/// <param name="search">Which lines.</param>
/// <param name="condition">When; null: always.</param>
internal sealed class PassLines(RegularExpression search, ICondition? condition) : IAction
{
    public Verdict Act(ref RuleContext context) => Verdict.GoOn;

    public bool Passes(ref RuleContext context, scoped ReadOnlySpan<byte> line) =>
        search.IsMatch(line) && (condition is null || condition.Holds(ref context) == Truth.Yes);
}
