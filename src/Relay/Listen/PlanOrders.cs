using System.Collections.Generic;
using Weir.Ground.Check;
using Weir.Kernel.Io;
using Weir.Model.Live;
using Weir.Relay.Plans;
using Weir.Relay.Stream;

namespace Weir.Relay.Listen;

/// <summary>
/// What the master orders of plans, and what it hears of them: the next one is made ready beside the loop,
/// and adopted, when the master says so, between two turns.
/// </summary>
internal sealed class PlanOrders<TIo>
    where TIo : struct, IIoBackend
{
    private readonly WorkerState<TIo> _worker;
    private readonly MasterSocket _master;
    private readonly int _call;
    private NextPlan? _next;
    private bool _isDue;

    /// <param name="worker">Whose plans.</param>
    /// <param name="master">Where orders come from.</param>
    /// <param name="call">What makes the loop call <see cref="OnCall"/>.</param>
    public PlanOrders(WorkerState<TIo> worker, MasterSocket master, int call)
    {
        _worker = worker;
        _master = master;
        _call = call;
    }

    /// <summary>Obeys the message at hand; false: it is not about a plan.</summary>
    public bool Obey(ControlMessage what)
    {
        switch (what)
        {
            case ControlMessage.Plan:
                Begin();
                return true;
            case ControlMessage.Listeners when _next is not null:
                _next.Add(_master.Listeners, _master.Descriptors);
                Answer();
                return true;
            case ControlMessage.Listeners:
                _master.CloseDescriptors();
                return true;
            case ControlMessage.AdoptPlan:
                _isDue = IsOfNext() && _next!.Plan is not null;
                return true;
            case ControlMessage.DropPlan when IsOfNext():
                Forget();
                return true;
            case ControlMessage.DropPlan:
                return true;
            default:
                return false;
        }
    }

    /// <summary>The thread that compiles may have ended.</summary>
    public void OnCall() => Answer();

    /// <summary>Between two turns: what is to be adopted now, with its sockets; null: nothing.</summary>
    public PlanAtWork? TakeDue(out IReadOnlyDictionary<int, int>? sockets)
    {
        sockets = _isDue ? _next!.Sockets : null;
        PlanAtWork? plan = _isDue ? _next!.Plan : null;
        _next = _isDue ? null : _next;
        _isDue = false;
        return plan;
    }

    /// <summary>What was due has been adopted.</summary>
    public void TellAdopted(PlanAtWork plan) =>
        _master.Tell(ControlMessage.PlanAdopted, plan.Generation);

    /// <summary>Tells what nothing goes by any more.</summary>
    public void TellEnded()
    {
        while (_worker.Plans.TryTakeEnded(out uint generation))
        {
            _master.Tell(ControlMessage.PlanEnded, generation);
        }
    }

    private void Begin()
    {
        bool isWhole = _master.TryRead(out PlanOrder order) && _master.Descriptors.Length == 1;
        if (!isWhole || !_worker.Plans.HasRoom)
        {
            // The descriptor was lost on the way, for want of a free number.
            _master.CloseDescriptors();
            _master.Tell(ControlMessage.PlanFailed, order.Generation);
            return;
        }

        Forget(); // one that was neither adopted nor dropped
        _next = NextPlan.Begin(_worker.Setup, in order, _master.Descriptors[0], _call);
    }

    private bool IsOfNext()
    {
        Must.Hold(_master.TryRead(out PlanWord word));
        return _next is not null && _next.Generation == word.Generation;
    }

    private void Answer()
    {
        if (_next is not null && _next.TryTell(out ControlMessage answer))
        {
            _master.Tell(answer, _next.Generation);
        }
    }

    private void Forget()
    {
        _next?.Drop();
        _next = null;
    }
}
