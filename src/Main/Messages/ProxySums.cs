using Weir.Model.Live;
using Weir.Model.Plan;

namespace Weir.Main.Messages;

/// <summary>One proxy's counts over all workers.</summary>
/// <param name="FrontendCurrent">Client connections held now.</param>
/// <param name="BackendCurrent">Requests at its servers now.</param>
/// <param name="FrontendConnections">Client connections so far.</param>
/// <param name="BackendSessions">Requests sent to its servers so far.</param>
internal readonly record struct ProxySums(
    long FrontendCurrent, long BackendCurrent, long FrontendConnections, long BackendSessions)
{
    public static ProxySums Of(Board board, ProxyPlan proxy)
    {
        ProxySums sum = default;
        for (int worker = 0; worker < board.Shape.Workers; worker++)
        {
            ref ProxyCounters one = ref board.Proxy(worker, proxy.Id);
            sum = new ProxySums(
                sum.FrontendCurrent + one.FrontendCurrent,
                sum.BackendCurrent + one.BackendCurrent,
                sum.FrontendConnections + one.FrontendConnections,
                sum.BackendSessions + one.BackendSessions);
        }

        return sum;
    }
}
