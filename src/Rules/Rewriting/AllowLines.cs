using Weir.Ground.Expressions;
using Weir.Model.Contracts.Rules;

namespace Weir.Rules.Rewriting;

/// <summary>
/// <c>reqallow</c>: a request with a line that matches is refused by no other of these rules any more.
/// </summary>
internal sealed class AllowLines(RegularExpression search) : IAction
{
    public Verdict Act(ref RuleContext context)
    {
        context.IsAllowed |= new MessageLines(in context.Message).Find(search, 0) >= 0;
        return Verdict.GoOn;
    }
}
