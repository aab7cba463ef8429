using Weir.Model.Contracts.Rules;

namespace Weir.Rules.Conditions;

/// <summary>
/// What follows <c>if</c> or <c>unless</c>: of several alternatives one has to hold, of one all its terms.
/// </summary>
internal sealed class Condition(Term[][] alternatives, bool isUnless) : ICondition
{
    public Truth Holds(ref RuleContext context)
    {
        Truth holds = Truth.No;
        foreach (Term[] terms in alternatives)
        {
            Truth all = HoldAll(terms, ref context);
            if (all == Truth.Yes)
            {
                holds = all;
                break;
            }

            holds |= all;
        }

        return isUnless ? (Truth)(Truth.Yes - holds) : holds;
    }

    private static Truth HoldAll(Term[] terms, ref RuleContext context)
    {
        Truth holds = Truth.Yes;
        foreach (Term term in terms)
        {
            Truth one = term.Acl.Holds(ref context);
            one = term.IsNegated ? (Truth)(Truth.Yes - one) : one;
            if (one == Truth.No)
            {
                return one;
            }

            holds = one < holds ? one : holds;
        }

        return holds;
    }
}
