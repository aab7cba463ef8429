namespace Weir.Model.Contracts.Rules;

/// <summary>One rule of a list.</summary>
/// <param name="Action">What is done.</param>
/// <param name="Condition">When; null: always.</param>
public sealed record Rule(IAction Action, ICondition? Condition);
