using Weir.Kernel.Calls;
using Weir.Kernel.Sockets;
using Weir.Main.Messages;
using Weir.Main.Spawn;
using Weir.Model.Plan;

namespace Weir.Main.Master;

/// <summary>
/// Every listening socket: one per listener and worker. They stay open here as long as Weir serves, so that
/// connections which wait for a worker that has died find its successor.
/// </summary>
internal sealed class ListenerSet
{
    private readonly int[][] _byWorker;

    private ListenerSet(int[][] byWorker) => _byWorker = byWorker;

    /// <summary>One for each of the plan's listeners, by id; -1 for those of a disabled proxy.</summary>
    public int[] Of(int worker) => _byWorker[worker];

    /// <summary>Whether there is anything to serve.</summary>
    public static bool AnyIn(ConfigPlan plan)
    {
        foreach (ListenerPlan listener in plan.Listeners)
        {
            if (!listener.Frontend.Disabled)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Binds everything, or tells all that cannot be bound and gives null.</summary>
    public static ListenerSet? BindAll(ConfigPlan plan, int workers, int lowest, MessageLog log)
    {
        int[][] byWorker = new int[workers][];
        for (int worker = 0; worker < workers; worker++)
        {
            byWorker[worker] = new int[plan.Listeners.Length];
        }

        bool good = true;
        foreach (ListenerPlan listener in plan.Listeners)
        {
            int error = BindOne(listener, byWorker, lowest);
            if (error < 0)
            {
                good = false;
                string kind = listener.Frontend.Backend is null ? "frontend" : "proxy";
                log.Alert($"Binding [{listener.Source}] for {kind} {listener.Frontend.Name}: "
                    + $"cannot bind socket ({Errno.Text(-error)}) for "
                    + $"[{listener.Address}:{listener.Address.Port}]");
            }
        }

        return good ? new ListenerSet(byWorker) : null;
    }

    /// <summary>
    /// Lets go of every socket here: when the workers close theirs as well, nobody listens any more.
    /// </summary>
    public void CloseAll()
    {
        foreach (int[] listeners in _byWorker)
        {
            for (int id = 0; id < listeners.Length; id++)
            {
                if (listeners[id] >= 0)
                {
                    Sys.Close(listeners[id]);
                    listeners[id] = -1;
                }
            }
        }
    }

    /// <summary>0, or the errno of the first worker's socket that failed, negated.</summary>
    private static int BindOne(ListenerPlan listener, int[][] byWorker, int lowest)
    {
        foreach (int[] ofWorker in byWorker)
        {
            ofWorker[listener.Id] = -1;
            if (listener.Frontend.Disabled)
            {
                continue;
            }

            int socket = Descriptors.MoveUp(ListenSocket.Open(listener.Address, listener.Backlog), lowest);
            if (socket < 0)
            {
                return socket;
            }

            ofWorker[listener.Id] = socket;
        }

        return 0;
    }
}
