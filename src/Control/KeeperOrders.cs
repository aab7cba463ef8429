using System;
using Weir.Ground.Check;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Relay.Plans;

namespace Weir.Control;

/// <summary>
/// What the master says to the keeper. A plan is made ready when it is ordered, here and now: nobody's
/// request waits for the keeper.
/// </summary>
internal sealed class KeeperOrders
{
    private readonly KeeperSetup _setup;
    private readonly Predicate<ConfigPlan> _isPossible;
    private readonly MasterSocket _master;
    private PlanOrder _order;
    private ConfigPlan? _next;

    /// <param name="setup">The keeper's.</param>
    /// <param name="isPossible">Makes ready what else a plan needs; false: there is no going by it.</param>
    public KeeperOrders(KeeperSetup setup, Predicate<ConfigPlan> isPossible)
    {
        _setup = setup;
        _isPossible = isPossible;
        _master = new MasterSocket(setup.Control);
    }

    /// <summary>
    /// The next word that is not about making a plan ready; null: none. The master's end, or a broken
    /// socket, is a stop: nobody is there to work for.
    /// </summary>
    /// <param name="plan">With <see cref="ControlMessage.AdoptPlan"/>: what to go by.</param>
    public ControlMessage? Hear(out ConfigPlan? plan)
    {
        plan = null;
        switch (_master.Receive())
        {
            case ControlMessage.Plan:
                Prepare();
                return null;
            case ControlMessage.AdoptPlan when _next is not null && IsOfNext():
                plan = _next;
                _next = null;
                return ControlMessage.AdoptPlan;
            case ControlMessage.DropPlan when IsOfNext():
                _next = null;
                return null;
            case ControlMessage.AdoptPlan or ControlMessage.DropPlan:
                return null;
            case ControlMessage.MakeWay:
                return ControlMessage.SoftStop;
            case var other:
                return other;
        }
    }

    /// <summary>It goes by the plan.</summary>
    public void TellAdopted() => _master.Tell(ControlMessage.PlanAdopted, _order.Generation);

    private bool IsOfNext()
    {
        Must.Hold(_master.TryRead(out PlanWord word));
        return word.Generation == _order.Generation;
    }

    private void Prepare()
    {
        bool isWhole = _master.TryRead(out _order) && _master.Descriptors.Length == 1;
        try
        {
            _next = isWhole ? _setup.Compile(in _order, _master.Descriptors[0]) : null;
            _next = _next is not null && _isPossible(_next) ? _next : null;
        }
        catch (OutOfMemoryException)
        {
            _next = null;
        }

        _master.Tell(
            _next is null ? ControlMessage.PlanFailed : ControlMessage.PlanReady, _order.Generation);
    }
}
