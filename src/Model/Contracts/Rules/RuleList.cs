namespace Weir.Model.Contracts.Rules;

/// <summary>Rules in the order in which they are run.</summary>
/// <param name="stages">One row of rules after the other; none is empty.</param>
public sealed class RuleList(Rule[][] stages)
{
    private readonly Rule[][] _stages = stages;

    /// <summary>
    /// Runs them up to the first that does not go on. The result is never <see cref="VerdictKind.Stop"/>:
    /// that ends with its row.
    /// </summary>
    public Verdict Run(ref RuleContext context)
    {
        foreach (Rule[] stage in _stages)
        {
            Verdict verdict = Run(stage, ref context);
            if (verdict.Kind is not (VerdictKind.GoOn or VerdictKind.Stop))
            {
                return verdict;
            }
        }

        return Verdict.GoOn;
    }

    private static Verdict Run(Rule[] rules, ref RuleContext context)
    {
        foreach (Rule rule in rules)
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
                return verdict;
            }
        }

        return Verdict.GoOn;
    }
}
