using Weir.Ground.Check;
using Weir.Ground.Expressions;
using Weir.Model.Contracts.Rules;
using Weir.Model.Plan;

namespace Weir.Rules.Rewriting;

/// <summary><c>reqsetbe</c>: a request with a line that matches goes to a backend.</summary>
internal sealed class SwitchByLines(RegularExpression search) : IAction
{
    /// <summary>Set when every proxy has its plan.</summary>
    public ProxyPlan? Target { get; set; }

    public Verdict Act(ref RuleContext context)
    {
        if (new MessageLines(in context.Message).Find(search, 0) >= 0)
        {
            Must.Hold(Target is not null);
            context.Backend = Target;
            context.IsSwitched = true;
        }

        return Verdict.GoOn;
    }
}
