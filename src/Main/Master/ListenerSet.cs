using System;
using System.Collections.Generic;
using Weir.Kernel.Calls;
using Weir.Kernel.Sockets;
using Weir.Main.Messages;
using Weir.Main.Reload;
using Weir.Main.Spawn;
using Weir.Model.Plan;

namespace Weir.Main.Master;

/// <summary>
/// Every listening socket: one per listener and worker. They stay open here as long as Weir serves, so that
/// connections which wait for a worker that has died find its successor.
/// </summary>
internal sealed class ListenerSet
{
    private readonly int[][] _byWorker; // by the listener's number; -1: none
    private ListenerPlan[] _plans;

    private ListenerSet(ListenerPlan[] plans, int[][] byWorker)
    {
        _plans = plans;
        _byWorker = byWorker;
    }

    /// <summary>All that are open.</summary>
    public List<KeptListener> Kept
    {
        get
        {
            List<KeptListener> all = [];
            for (int worker = 0; worker < _byWorker.Length; worker++)
            {
                foreach (ListenerPlan listener in _plans)
                {
                    if (IsOpen(_byWorker[worker], listener))
                    {
                        int socket = _byWorker[worker][listener.Id];
                        all.Add(new KeptListener(listener.Address, worker, socket));
                    }
                }
            }

            return all;
        }
    }

    /// <summary>A worker's sockets: not those of a stopped proxy.</summary>
    public List<HandedListener> Of(int worker)
    {
        List<HandedListener> all = [];
        for (int id = 0; id < _byWorker[worker].Length; id++)
        {
            if (_byWorker[worker][id] >= 0)
            {
                all.Add(new HandedListener(id, _byWorker[worker][id]));
            }
        }

        return all;
    }

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

    /// <summary>
    /// Binds everything that is not among the sockets kept from before, or tells all that cannot be bound and
    /// gives null. What it has taken of those is no longer in <paramref name="kept"/>.
    /// </summary>
    public static ListenerSet? BindAll(
        ConfigPlan plan, int workers, int lowest, MessageLog log, List<KeptListener> kept)
    {
        List<string> refusals = [];
        ListenerSet? all = TryBindAll(plan, workers, lowest, kept, refusals);
        refusals.ForEach(log.Alert);
        return all;
    }

    /// <summary>The same, with what cannot be bound in <paramref name="refusals"/>.</summary>
    public static ListenerSet? TryBindAll(
        ConfigPlan plan, int workers, int lowest, List<KeptListener> kept, List<string> refusals)
    {
        int[][] byWorker = Empty(workers, plan.Listeners);
        HashSet<int> known = [.. kept.ConvertAll(static one => one.Descriptor)];
        foreach (ListenerPlan listener in plan.Listeners)
        {
            int error = BindOne(listener, byWorker, lowest, kept);
            if (error < 0)
            {
                refusals.Add(RefusalOf(listener, error));
            }
        }

        ListenerSet all = new(plan.Listeners, byWorker);
        if (refusals.Count == 0)
        {
            return all;
        }

        all.CloseAllBut(known);
        return null;
    }

    /// <summary>
    /// Binds what a plan has and this set has not, or tells all that cannot be bound and gives null. The set
    /// stays as it is.
    /// </summary>
    public ListenerSet? BindNew(ConfigPlan next, int lowest, MessageLog log)
    {
        ListenerSet added = new(next.Listeners, Empty(_byWorker.Length, next.Listeners));
        List<string> refusals = [];
        foreach (ListenerPlan listener in next.Listeners)
        {
            int error = IsOpen(_byWorker[0], listener)
                ? 0
                : BindOne(listener, added._byWorker, lowest, []);
            if (error < 0)
            {
                refusals.Add(RefusalOf(listener, error));
            }
        }

        refusals.ForEach(log.Alert);
        if (refusals.Count == 0)
        {
            return added;
        }

        added.CloseAllBut([]);
        return null;
    }

    /// <summary>
    /// Goes by a plan: takes over what was bound for it, and lets go of what it has no longer.
    /// </summary>
    public void Adopt(ConfigPlan next, ListenerSet added)
    {
        HashSet<int> named = [];
        foreach (ListenerPlan listener in next.Listeners)
        {
            named.Add(listener.Id);
        }

        foreach (ListenerPlan listener in _plans)
        {
            if (!named.Contains(listener.Id))
            {
                Close(listener);
            }
        }

        for (int worker = 0; worker < _byWorker.Length; worker++)
        {
            int before = _byWorker[worker].Length;
            int[] ofWorker = _byWorker[worker];
            Array.Resize(ref ofWorker, int.Max(before, added._byWorker[worker].Length));
            ofWorker.AsSpan(before).Fill(-1);
            _byWorker[worker] = ofWorker;
            foreach (HandedListener one in added.Of(worker))
            {
                ofWorker[one.Listener] = one.Descriptor;
            }
        }

        _plans = next.Listeners;
        foreach (ListenerPlan listener in _plans)
        {
            AskAnew(listener);
        }
    }

    /// <summary>
    /// Lets go of a listener's sockets here: when the workers close theirs as well, nobody listens any more.
    /// </summary>
    public void Close(ListenerPlan listener)
    {
        foreach (int[] ofWorker in _byWorker)
        {
            if (IsOpen(ofWorker, listener))
            {
                Sys.Close(ofWorker[listener.Id]);
                ofWorker[listener.Id] = -1;
            }
        }
    }

    /// <summary>Lets go of every socket here, save those that are kept on.</summary>
    public void CloseAllBut(HashSet<int> kept)
    {
        foreach (int[] listeners in _byWorker)
        {
            for (int id = 0; id < listeners.Length; id++)
            {
                if (listeners[id] >= 0 && !kept.Contains(listeners[id]))
                {
                    Sys.Close(listeners[id]);
                }

                listeners[id] = -1;
            }
        }
    }

    /// <summary>Whether any of its sockets listens.</summary>
    public bool Listens(ListenerPlan listener) =>
        Array.Exists(_byWorker, ofWorker => IsOpen(ofWorker, listener)
            && ListenSocket.IsListening(ofWorker[listener.Id]));

    /// <summary>
    /// Ends the listening of its sockets, in every process that holds them. They stay bound.
    /// </summary>
    public void Pause(ListenerPlan listener)
    {
        foreach (int[] ofWorker in _byWorker)
        {
            if (IsOpen(ofWorker, listener))
            {
                ListenSocket.End(ofWorker[listener.Id]);
            }
        }
    }

    /// <summary>
    /// Lets its sockets listen again, all or none. 0, or the errno of the first that failed, negated.
    /// </summary>
    public int Resume(ListenerPlan listener)
    {
        foreach (int[] ofWorker in _byWorker)
        {
            int error = IsOpen(ofWorker, listener)
                ? ListenSocket.Resume(ofWorker[listener.Id], listener.Backlog)
                : 0;
            if (error < 0)
            {
                Pause(listener);
                return error;
            }
        }

        return 0;
    }

    private static ListenOptions OptionsOf(ListenerPlan listener) => new(listener.Backlog)
    {
        Traits = listener.Traits,
        SegmentBytes = listener.SegmentBytes,
        Device = listener.Device,
        TakesIpv4 = listener.TakesIpv4,
    };

    private static bool IsOpen(int[] ofWorker, ListenerPlan listener) =>
        listener.Id < ofWorker.Length && ofWorker[listener.Id] >= 0;

    private static int[][] Empty(int workers, ListenerPlan[] plans)
    {
        int end = 0;
        foreach (ListenerPlan listener in plans)
        {
            end = int.Max(end, listener.Id + 1);
        }

        int[][] byWorker = new int[workers][];
        for (int worker = 0; worker < workers; worker++)
        {
            byWorker[worker] = new int[end];
            Array.Fill(byWorker[worker], -1);
        }

        return byWorker;
    }

    private static string RefusalOf(ListenerPlan listener, int error)
    {
        string kind = listener.Frontend.Backend is null ? "frontend" : "proxy";
        return $"Binding [{listener.Source}] for {kind} {listener.Frontend.Name}: "
            + $"cannot bind socket ({Errno.Text(-error)}) for "
            + $"[{listener.Address}:{listener.Address.Port}]";
    }

    /// <summary>One that listens does so as its plan says; who waits in its queue stays.</summary>
    private void AskAnew(ListenerPlan listener)
    {
        foreach (int[] ofWorker in _byWorker)
        {
            if (IsOpen(ofWorker, listener) && ListenSocket.IsListening(ofWorker[listener.Id]))
            {
                ListenSocket.ListenAgain(
                    ofWorker[listener.Id], listener.Address.Family, OptionsOf(listener));
            }
        }
    }

    /// <summary>0, or the errno of the first worker's socket that failed, negated.</summary>
    private static int BindOne(
        ListenerPlan listener, int[][] byWorker, int lowest, List<KeptListener> kept)
    {
        for (int worker = 0; worker < byWorker.Length; worker++)
        {
            if (listener.Frontend.Disabled)
            {
                continue;
            }

            int at = kept.FindIndex(one => one.Worker == worker && one.Address == listener.Address);
            int socket = at < 0
                ? ListenSocket.Open(listener.Address, OptionsOf(listener))
                : ListenSocket.ListenAgain(
                    kept[at].Descriptor, listener.Address.Family, OptionsOf(listener));
            if (at >= 0)
            {
                kept.RemoveAt(at);
            }

            socket = Descriptors.MoveUp(socket, lowest);
            if (socket < 0)
            {
                return socket;
            }

            byWorker[worker][listener.Id] = socket;
        }

        return 0;
    }
}
