using Weir.Main.Master;
using Weir.Model.Live;
using Weir.Model.Plan;

namespace Weir.Main.Reload;

/// <summary>A plan that has been checked, with all that processes need to go by it.</summary>
/// <param name="Plan">Its numbers continue those of the plans before.</param>
/// <param name="Order">What children are told of it.</param>
/// <param name="Text">The text's descriptor.</param>
/// <param name="Added">Bound for it: what was not listened on before.</param>
internal sealed record FreshPlan(ConfigPlan Plan, PlanOrder Order, int Text, ListenerSet Added);
