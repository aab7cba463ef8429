using Weir.Model.Contracts.Rules;
using Weir.Model.Plan;

namespace Weir.Rules.Actions;

/// <summary>Chooses the backend; rules behind it are not looked at.</summary>
internal sealed class UseBackend : IAction
{
    /// <summary>Set when every proxy has its plan; a configuration that lacks it is not used.</summary>
    public ProxyPlan? Backend { get; set; }

    public Verdict Act(ref RuleContext context)
    {
        context.Backend = Backend;
        return Verdict.Stop;
    }
}
