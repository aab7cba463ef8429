using System.Collections.Generic;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;
using Weir.Model.Plan;
using Weir.Relay.Plans;
using Weir.Relay.Stream;

namespace Weir.Relay.Listen;

/// <summary>
/// Addresses and their clients from one plan to the next. An address that both have keeps its socket, queue
/// and all. One that went is closed when its queue is taken; its clients stay as long as their proxy does,
/// and else leave with the answer to their next request, by the plan that they have.
/// </summary>
internal sealed class ListenerMoves<TIo>
    where TIo : struct, IIoBackend
{
    private readonly WorkerState<TIo> _worker;
    private readonly Acceptor<TIo> _acceptor;
    private readonly ClientRoom<TIo> _room;

    public ListenerMoves(WorkerState<TIo> worker, Acceptor<TIo> acceptor)
    {
        _worker = worker;
        _acceptor = acceptor;
        _room = new ClientRoom<TIo>(worker);
    }

    /// <summary>The last thing that is done by the plan before.</summary>
    /// <param name="next">What is to be adopted after this.</param>
    /// <param name="sockets">By listener: those of addresses that are new.</param>
    public void Follow(PlanAtWork next, IReadOnlyDictionary<int, int> sockets)
    {
        Dictionary<int, ListenerPlan> named = [];
        foreach (ListenerPlan listener in next.Plan.Listeners)
        {
            named.Add(listener.Id, listener);
        }

        _acceptor.Close(slot => !named.ContainsKey(slot.Listener));
        int count = _worker.Listeners.Count; // those that this adds have their plan
        for (int at = 0; at < count; at++)
        {
            ListenerSlot slot = _worker.Listeners[at];
            if (!slot.IsFree)
            {
                named.Remove(slot.Listener, out ListenerPlan? its);
                Follow(at, its, next);
                Begin(at, sockets);
            }
        }

        foreach (ListenerPlan listener in named.Values)
        {
            Begin(Add(listener, next), sockets);
        }
    }

    private void Follow(int at, ListenerPlan? its, PlanAtWork next)
    {
        ListenerSlot slot = _worker.Listeners[at];
        PlanAtWork before = slot.Plan;
        bool wasUsed = slot.Listener < 0; // and has clients, or it would be free
        if (its is null)
        {
            slot.Listener = -1;
        }

        if (its is not null && its.Frontend.Mode != slot.Frontend.Mode)
        {
            Part(at);
        }

        if ((its?.Frontend ?? HeirOf(slot.Frontend, next)) is { } frontend)
        {
            _acceptor.StopWaiting(slot);
            MoveClients(at, frontend);
            slot.Frontend = frontend;
            slot.Plan = next;
        }

        slot.Plan.Uses += slot is { Listener: < 0, Clients: > 0 } ? 1 : 0;
        if (wasUsed)
        {
            _worker.Plans.Release(before);
        }
    }

    /// <summary>The same proxy in the next plan; null: it has none, or a disabled one.</summary>
    private static ProxyPlan? HeirOf(ProxyPlan frontend, PlanAtWork next) =>
        next.Plan.ProxyOf(frontend.Id) is { Disabled: false, Frontend: not null } heir ? heir : null;

    /// <summary>Takes over the socket that has come for a listener without one.</summary>
    private void Begin(int at, IReadOnlyDictionary<int, int> sockets)
    {
        ListenerSlot slot = _worker.Listeners[at];
        if (slot.Listener < 0 || !sockets.TryGetValue(slot.Listener, out int socket))
        {
            return;
        }

        if (slot.Descriptor >= 0)
        {
            Sys.Close(socket); // we were started with it
            return;
        }

        slot.Descriptor = socket;
        _acceptor.Open(at);
    }

    private int Add(ListenerPlan listener, PlanAtWork plan)
    {
        int at = FreeSlot(listener.Frontend, plan);
        _worker.Listeners[at].Listener = listener.Id;
        _worker.Listeners[at].Address = listener.Address;
        return at;
    }

    private int FreeSlot(ProxyPlan frontend, PlanAtWork plan)
    {
        int at = _worker.Listeners.FindIndex(static slot => slot.IsFree);
        if (at < 0)
        {
            at = _worker.Listeners.Count;
            _worker.Listeners.Add(new ListenerSlot { Frontend = frontend, Plan = plan });
        }

        _worker.Listeners[at].Frontend = frontend;
        _worker.Listeners[at].Plan = plan;
        return at;
    }

    /// <summary>
    /// Clients that came to speak HTTP cannot be served as a stream of bytes, or the other way round: they
    /// are left to their plan, and the socket goes on without them.
    /// </summary>
    private void Part(int at)
    {
        ListenerSlot slot = _worker.Listeners[at];
        if (slot.Clients == 0)
        {
            return;
        }

        int left = FreeSlot(slot.Frontend, slot.Plan);
        _worker.Listeners[left].Address = slot.Address;
        _worker.Listeners[left].Clients = slot.Clients;
        slot.Plan.Uses++;
        slot.Clients = 0;
        for (int fd = 0; fd < _worker.DescriptorsUsed; fd++)
        {
            ref ConnectionState c = ref _worker.Connections[fd];
            if (c.Side == Side.Client && c.Owner == at)
            {
                c.Owner = left;
            }
        }
    }

    private void MoveClients(int at, ProxyPlan to)
    {
        ListenerSlot slot = _worker.Listeners[at];
        _room.Move(slot.Frontend, to, slot.Clients);
        if (slot.Clients == 0 || slot.Frontend.Id == to.Id)
        {
            return;
        }

        int sessions = 0;
        for (int fd = 0; fd < _worker.DescriptorsUsed; fd++)
        {
            ref ConnectionState c = ref _worker.Connections[fd];
            sessions += c.Side == Side.Client && c.Owner == at && !c.Has(ConnectionFlags.Monitor) ? 1 : 0;
        }

        _worker.Tally.Frontend(slot.Frontend.Id).Current -= sessions;
        _worker.Tally.Frontend(to.Id).Current += sessions;
    }
}
