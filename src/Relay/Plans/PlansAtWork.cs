using System;
using System.Collections.Generic;
using Weir.Ground.Check;
using Weir.Relay.Log;
using Weir.Relay.Stream;

namespace Weir.Relay.Plans;

/// <summary>
/// Every plan that something in this worker still goes by: the newest, and earlier ones until the last of
/// their streams has ended.
/// </summary>
internal sealed class PlansAtWork : IDisposable
{
    private readonly LogOutlets _outlets = new();
    private readonly Queue<uint> _ended = [];
    private PlanAtWork?[] _byNumber = new PlanAtWork?[4];

    public PlansAtWork(PlanAtWork first)
    {
        Newest = first;
        Enter(first);
    }

    /// <summary>What new streams begin with.</summary>
    public PlanAtWork Newest { get; private set; }

    /// <summary>A plan that a stream holds.</summary>
    public PlanAtWork this[ushort number] => _byNumber[number]!;

    /// <summary>Whether it has not ended.</summary>
    public bool Has(PlanAtWork plan) => _byNumber[plan.Number] == plan;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Whether there is a number for one more.</summary>
    public bool HasRoom => Count <= ushort.MaxValue;

    /// <summary>New streams begin with this one from here on.</summary>
    public void Adopt(PlanAtWork next)
    {
        PlanAtWork before = Newest;
        Newest = next;
        Enter(next);
        if (before.Uses == 0)
        {
            End(before);
        }
    }

    /// <summary>A stream has ended.</summary>
    public void Leave(in StreamState stream)
    {
        Release(this[stream.Plan]);
        if (stream.BackendPlan != stream.Plan)
        {
            Release(this[stream.BackendPlan]);
        }
    }

    /// <summary>From here on a stream finds its servers in another plan.</summary>
    public void MoveBackend(ref StreamState stream, PlanAtWork to)
    {
        PlanAtWork from = this[stream.BackendPlan];
        stream.BackendPlan = to.Number;
        to.Uses += to.Number != stream.Plan ? 1 : 0;
        if (from.Number != stream.Plan)
        {
            Release(from);
        }
    }

    /// <summary>One less goes by it.</summary>
    public void Release(PlanAtWork plan)
    {
        Must.Hold(plan.Uses > 0);
        plan.Uses--;
        if (plan.Uses == 0 && plan != Newest)
        {
            End(plan);
        }
    }

    public bool AnyEnded => _ended.Count > 0;

    /// <summary>A plan of the past that nothing goes by any more; each is told once.</summary>
    public bool TryTakeEnded(out uint generation) => _ended.TryDequeue(out generation);

    /// <summary>Sends what the turn has gathered.</summary>
    public void FlushLogs() => _outlets.Flush();

    public void Dispose() => _outlets.Dispose();

    private void Enter(PlanAtWork plan)
    {
        Must.Hold(HasRoom);
        int number = Array.IndexOf(_byNumber, null);
        if (number < 0)
        {
            number = _byNumber.Length;
            Array.Resize(ref _byNumber, 2 * number);
        }

        plan.Number = (ushort)number;
        plan.Log.Open(_outlets);
        _byNumber[number] = plan;
        Count++;
    }

    private void End(PlanAtWork plan)
    {
        _byNumber[plan.Number] = null;
        Count--;
        plan.Log.Dispose();
        _ended.Enqueue(plan.Generation);
    }
}
