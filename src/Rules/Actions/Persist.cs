using Weir.Model.Contracts.Rules;

namespace Weir.Rules.Actions;

/// <summary>Says whether the request's cookie binds it.</summary>
internal sealed class Persist(Persistence persistence) : IAction
{
    public Verdict Act(ref RuleContext context)
    {
        context.Persistence = persistence;
        return Verdict.GoOn;
    }
}
