using Weir.Model.Contracts.Rules;

namespace Weir.Rules.Conditions;

/// <summary>
/// What follows <c>if</c> or <c>unless</c>: of several alternatives one has to hold, of one all its terms.
/// </summary>
internal sealed class Condition(Term[][] alternatives, bool isUnless) : ICondition
{
    public bool Holds(ref RuleContext context)
    {
        foreach (Term[] terms in alternatives)
        {
            if (HoldAll(terms, ref context))
            {
                return !isUnless;
            }
        }

        return isUnless;
    }

    private static bool HoldAll(Term[] terms, ref RuleContext context)
    {
        foreach (Term term in terms)
        {
            if (term.Acl.Holds(ref context) == term.IsNegated)
            {
                return false;
            }
        }

        return true;
    }
}
