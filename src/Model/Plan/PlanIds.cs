namespace Weir.Model.Plan;

/// <summary>
/// The numbers of a plan's proxies, servers and listeners, each by its position in the plan. Without them
/// the positions are the numbers, as in the first plan of a process.
/// </summary>
public sealed record PlanIds(int[] Proxies, int[] Servers, int[] Listeners);
