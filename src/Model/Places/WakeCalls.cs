using System.Threading;

namespace Weir.Model.Places;

/// <summary>
/// Calls from one worker to another. The call itself is a write to the other's descriptor, made by who may do
/// I/O; here is only who has been called already, so that a busy worker is written to once.
/// </summary>
public static class WakeCalls
{
    /// <summary>True when the caller has to write to the worker's descriptor.</summary>
    public static bool Call(PlaceTable table, int worker) =>
        Volatile.Read(ref table.Pending(worker)) == 0
        && Interlocked.Exchange(ref table.Pending(worker), 1) == 0;

    /// <summary>The worker has come: what is called from here on is a new call.</summary>
    public static void Answer(PlaceTable table, int worker) =>
        Interlocked.Exchange(ref table.Pending(worker), 0); // a full fence: what was changed before is seen

    /// <summary>
    /// Whether anybody waits for a server of any kind: then a server's change concerns every worker.
    /// </summary>
    public static bool AnyoneWaits(PlaceTable table, Plan.ProxyPlan proxy)
    {
        int waiting = Volatile.Read(ref table.Backend(proxy.Id).Waiting);
        foreach (Plan.ServerPlan server in proxy.Backend?.Servers ?? [])
        {
            waiting += Volatile.Read(ref table.Server(server.Id).Waiting);
        }

        return waiting > 0;
    }
}
