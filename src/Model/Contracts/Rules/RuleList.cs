namespace Weir.Model.Contracts.Rules;

/// <summary>Rules in the order in which they are run.</summary>
public sealed class RuleList(Rule[] rules)
{
    private readonly Rule[] _rules = rules;

    /// <summary>
    /// Runs them up to the first that does not go on. The result is never <see cref="VerdictKind.Stop"/>:
    /// that ends with this list.
    /// </summary>
    public Verdict Run(ref RuleContext context)
    {
        foreach (Rule rule in _rules)
        {
            context.FreeRoom();
            Truth holds = rule.Condition is null ? Truth.Yes : rule.Condition.Holds(ref context);
            if (holds != Truth.Yes)
            {
                if (holds == Truth.Unknown)
                {
                    return Verdict.Wait; // no later rule may decide before this one
                }

                continue;
            }

            Verdict verdict = rule.Action.Act(ref context);
            if (verdict.Kind != VerdictKind.GoOn)
            {
                return verdict.Kind == VerdictKind.Stop ? Verdict.GoOn : verdict;
            }
        }

        return Verdict.GoOn;
    }
}
