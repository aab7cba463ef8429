using Weir.Ground.Time;
using Weir.Kernel.Calls;
using Weir.Main.Master;
using Weir.Main.Messages;
using Weir.Main.Signals;
using Weir.Main.Spawn;
using Weir.Model.Live;
using Weir.Model.Plan;

namespace Weir.Main.Reload;

/// <summary>How far a change has come.</summary>
internal enum ChangeStep
{
    /// <summary>Every child makes the plan ready. Nothing has changed.</summary>
    Preparing,

    /// <summary>Every child takes it up. A child that dies is replaced by one that begins with it.</summary>
    Adopting,

    Done,

    /// <summary>Nothing has changed, and nothing will.</summary>
    Failed,
}

/// <summary>
/// A plan on its way into every process: ordered, ready everywhere, then adopted everywhere. Whoever dies on
/// the way is replaced, and its successor is told the same.
/// </summary>
internal sealed class PlanChange
{
    /// <summary>How long children may take to make a plan ready, or to take it up, in milliseconds.</summary>
    private const long AnswerMs = 60_000;

    private readonly MasterParts _parts;
    private readonly FreshPlan _fresh;
    private readonly ConfigPlan _before;
    private readonly Instant _giveUpAt;

    public PlanChange(MasterParts parts, FreshPlan fresh, Instant now)
    {
        _parts = parts;
        _fresh = fresh;
        _before = parts.Plan;
        _giveUpAt = now.After(AnswerMs);
    }

    public ChangeStep Step { get; private set; }

    /// <summary>What has kept it from being done, or still does.</summary>
    public string Fault { get; private set; } = "";

    /// <summary>When time itself ends it.</summary>
    public Instant NextAt => _giveUpAt;

    /// <summary>Goes as far as it can now.</summary>
    /// <param name="now">The time.</param>
    /// <param name="mayAdopt">Nothing else is going on that concerns listeners.</param>
    public void Advance(Instant now, bool mayAdopt)
    {
        if (Step == ChangeStep.Preparing)
        {
            Order();
            if (Fault.Length > 0 || now >= _giveUpAt)
            {
                Drop();
            }
            else if (mayAdopt && IsReady())
            {
                Adopt();
            }
        }

        if (Step == ChangeStep.Adopting && (IsAdopted() || now >= _giveUpAt))
        {
            Step = ChangeStep.Done;
            Remove();
        }
    }

    /// <summary>Something more urgent has come: as long as nothing has changed, nothing will.</summary>
    public void Abandon(string why)
    {
        if (Step == ChangeStep.Preparing)
        {
            Fault = why;
            Drop();
        }
    }

    /// <summary>Tells whoever has not been told: at first everyone, then replacements.</summary>
    private void Order()
    {
        foreach (Child child in _parts.Family.All)
        {
            if (Hears(child) && child.OrderedPlan != _fresh.Order.Generation)
            {
                Order(child);
            }

            if (child.FailedPlan == _fresh.Order.Generation)
            {
                Fault = $"{NameOf(child)} has no memory or no descriptors left for the new configuration.";
            }
        }
    }

    private void Order(Child child)
    {
        child.OrderedPlan = _fresh.Order.Generation;
        int error = PlanMessages.SendPlan(
            child.Control, _fresh.Order, _fresh.Text, child.IsKeeper ? [] : _fresh.Added.Of(child.Worker));
        if (error < 0 && !IsEnd(error))
        {
            Fault = $"{NameOf(child)} cannot be told of the new configuration ({Errno.Text(-error)}).";
        }
    }

    private bool IsReady()
    {
        bool areReady = true;
        foreach (Child child in _parts.Family.All)
        {
            areReady &= child.Runs && child.ReadyPlan == _fresh.Order.Generation;
        }

        return areReady;
    }

    private bool IsAdopted()
    {
        Fault = "";
        foreach (Child child in _parts.Family.All)
        {
            if (child.Runs && child.AdoptedPlan != _fresh.Order.Generation)
            {
                Fault = $"{NameOf(child)} has not taken up the new configuration yet.";
            }
        }

        return Fault.Length == 0;
    }

    private void Drop()
    {
        Step = ChangeStep.Failed;
        Fault = Fault.Length > 0 ? Fault : "The new configuration was not made ready in time.";
        foreach (Child child in _parts.Family.All)
        {
            if (Hears(child) && child.OrderedPlan == _fresh.Order.Generation)
            {
                _ = PlanMessages.Send(child.Control, ControlMessage.DropPlan, _fresh.Order.Generation);
            }
        }

        _fresh.Added.CloseAllBut([]);
        Sys.Close(_fresh.Text);
    }

    private void Adopt()
    {
        Step = ChangeStep.Adopting;
        ConfigPlan plan = _fresh.Plan;
        TakeBack();
        _parts.Listeners.Adopt(plan, _fresh.Added);
        foreach (ListenerPlan listener in plan.Listeners)
        {
            if (_parts.Board.Decided(listener.Frontend.Id).State == ProxyState.Paused)
            {
                _parts.Listeners.Pause(listener); // it may have been bound just now
            }
        }

        Sys.Close(_parts.Starter.Configuration);
        _parts.Starter.Configuration = _fresh.Text;
        _parts.Starter.Order = _parts.Starter.Order with { Plan = _fresh.Order };
        _parts.Plan = plan;
        foreach (Child child in _parts.Family.All)
        {
            // The keeper first: what it says of servers is then as the plan has it when workers look.
            if (Hears(child)
                && PlanMessages.Send(child.Control, ControlMessage.AdoptPlan, _fresh.Order.Generation) < 0)
            {
                Sys.Kill(child.Pid, (int)Signal.Kill); // its successor begins with the plan
            }
        }
    }

    /// <summary>Who was removed by an earlier plan, and is there again, takes clients.</summary>
    private void TakeBack()
    {
        foreach (ProxyPlan proxy in _fresh.Plan.Proxies)
        {
            ref ProxyState state = ref _parts.Board.Decided(proxy.Id).State;
            state = state == ProxyState.Removed && !proxy.Disabled ? ProxyState.Serving : state;
        }
    }

    /// <summary>
    /// Who is no longer there lets its clients go. Not before all workers have taken up the plan: an address
    /// of it may have become another proxy's, and its clients stay then.
    /// </summary>
    private void Remove()
    {
        foreach (ProxyPlan proxy in _before.Proxies)
        {
            if (_fresh.Plan.ProxyOf(proxy.Id) is not { Disabled: false })
            {
                _parts.Board.Decided(proxy.Id).State = ProxyState.Removed;
            }
        }
    }

    /// <summary>One that has hung up is about to be replaced.</summary>
    private static bool Hears(Child child) => child.Runs && child.Control >= 0;

    /// <summary>It has died, and nobody has told us yet.</summary>
    private static bool IsEnd(int error) => error is -Errno.EPIPE or -Errno.ECONNRESET;

    private static string NameOf(Child child) => $"The {child.Title} ({child.Pid})";
}
