namespace Weir.Model.Contracts.Rules;

/// <summary>One rule of a list.</summary>
/// <param name="action">What is done.</param>
/// <param name="condition">When; null: always.</param>
public sealed class Rule(IAction action, ICondition? condition)
{
    public IAction Action { get; } = action;

    public ICondition? Condition { get; } = condition;
}
