using Weir.Model.Live;
using Weir.Model.Plan;

namespace Weir.Relay.Plans;

/// <summary>
/// From an order and the text that came with it to the plan that the master has checked. Takes the descriptor
/// over. On any thread.
/// </summary>
public delegate ConfigPlan CompilePlan(in PlanOrder order, int text);
