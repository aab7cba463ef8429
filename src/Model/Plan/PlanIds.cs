namespace Weir.Model.Plan;

/// <summary>
/// The numbers of a plan's proxies, servers and listeners, each by its position in the plan, and the pages at
/// which its stick tables begin, in the order of their proxies. Without them the positions are the numbers,
/// and one table follows the other, as in the first plan of a process.
/// </summary>
public sealed record PlanIds(int[] Proxies, int[] Servers, int[] Listeners, int[] StickPages);
