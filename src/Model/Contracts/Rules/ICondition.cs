namespace Weir.Model.Contracts.Rules;

/// <summary>
/// What was compiled from <c>if</c> or <c>unless</c>; it allocates nothing when it is asked.
/// </summary>
public interface ICondition
{
    Truth Holds(ref RuleContext context);
}
