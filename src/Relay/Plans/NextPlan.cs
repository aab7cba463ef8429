using System;
using System.Collections.Generic;
using System.Threading;
using Weir.Kernel.Calls;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Relay.Listen;

namespace Weir.Relay.Plans;

/// <summary>
/// A plan that the master has ordered: compiled on a thread of its own, while the loop goes on, and kept
/// until it is to be adopted or forgotten.
/// </summary>
internal sealed class NextPlan
{
    private readonly WorkerSetup _setup;
    private readonly PlanOrder _order;
    private readonly int _text;
    private readonly int _call;
    private PlanAtWork? _plan;
    private int _isOver; // written last by the thread, read first by the loop
    private bool _isTold;
    private int _awaited; // sockets that were announced so far

    private NextPlan(WorkerSetup setup, in PlanOrder order, int text, int call)
    {
        _setup = setup;
        _order = order;
        _text = text;
        _call = call;
    }

    public uint Generation => _order.Generation;

    /// <summary>Sockets that are new with it, by the listener's number.</summary>
    public Dictionary<int, int> Sockets { get; } = [];

    /// <summary>The plan; null: there is none yet, or there was no memory for it.</summary>
    public PlanAtWork? Plan => IsOver ? _plan : null;

    private bool IsOver => Volatile.Read(ref _isOver) != 0;

    private bool LacksSockets => Sockets.Count < _awaited;

    /// <param name="setup">Who compiles, and the board.</param>
    /// <param name="order">What was ordered.</param>
    /// <param name="text">The text's descriptor: taken over.</param>
    /// <param name="call">What makes the loop look again (<see cref="TryTell"/>).</param>
    public static NextPlan Begin(WorkerSetup setup, in PlanOrder order, int text, int call)
    {
        NextPlan next = new(setup, order, text, call);
        try
        {
            new Thread(next.Compile) { IsBackground = true }.Start();
        }
        catch (Exception refused) when (refused is OutOfMemoryException or ThreadStartException)
        {
            Sys.Close(text);
            next._isOver = 1;
            Sys.CallOn(call);
        }

        return next;
    }

    /// <summary>Takes sockets over.</summary>
    /// <param name="listeners">Which listeners they are of.</param>
    /// <param name="sockets">Fewer: the rest found no room in this process.</param>
    public void Add(ReadOnlySpan<int> listeners, ReadOnlySpan<int> sockets)
    {
        _awaited += listeners.Length;
        for (int at = 0; at < sockets.Length; at++)
        {
            Sockets[listeners[at]] = sockets[at];
        }
    }

    /// <summary>True once, when it is known whether there is a plan.</summary>
    public bool TryTell(out ControlMessage answer)
    {
        bool isDue = IsOver && _awaited >= _order.Listeners && !_isTold;
        _isTold |= isDue;
        answer = _plan is null || LacksSockets ? ControlMessage.PlanFailed : ControlMessage.PlanReady;
        return isDue;
    }

    /// <summary>It is not wanted: its sockets are closed. A thread that still runs ends by itself.</summary>
    public void Drop()
    {
        foreach (int socket in Sockets.Values)
        {
            Sys.Close(socket);
        }

        Sockets.Clear();
    }

    private void Compile()
    {
        try
        {
            ConfigPlan plan = _setup.Compile(in _order, _text);
            _plan = new PlanAtWork(plan, _setup.Board, _setup.Pid)
            {
                Generation = _order.Generation,
                BoxMax = _order.BoxMax,
            };

            // Nothing else here makes garbage, so nothing else would ever have it collected: plans of the
            // past would pile up. While the heap is as small as one plan, that holds the loop up for less
            // than a millisecond.
            GC.Collect();
        }
        catch (OutOfMemoryException)
        {
            _plan = null; // the master hears of it, and leaves everything as it is
        }

        Volatile.Write(ref _isOver, 1);
        Sys.CallOn(_call);
    }
}
