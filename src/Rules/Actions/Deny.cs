using Weir.Model.Contracts.Rules;

namespace Weir.Rules.Actions;

/// <summary>Refuses: with the page of a status, at once or after <c>timeout tarpit</c>.</summary>
internal sealed class Deny(Verdict verdict) : IAction
{
    public Verdict Act(ref RuleContext context) => verdict;
}
