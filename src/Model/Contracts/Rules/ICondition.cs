namespace Weir.Model.Contracts.Rules;

/// <summary>
/// What was compiled from <c>if</c> or <c>unless</c>; it allocates nothing when it is asked.
/// </summary>
public interface ICondition
{
    bool Holds(ref RuleContext context);
}
