using System;
using Weir.Ground.Check;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Model.Plan.Checks;

namespace Weir.Control.Checks;

/// <summary>
/// The counter behind a server's health, with rise R and fall F (manual, <c>rise</c>, <c>fall</c>).
/// <code>
///  0 ........ R-1 | R ......... R+F-1
///      down       |       up             a success adds 1, and from R on jumps to the top: it forgives every
/// failure
///                 |                      a failure takes 1 while above R; at R, and below, it falls to 0
/// </code>
/// So F failures in a row take a server down and R successes in a row bring it up. A server that was never
/// checked
/// stands at R: up, and one failure away from being down.
/// </summary>
internal struct HealthScore
{
    private readonly int _rise;
    private readonly int _top;

    private HealthScore(int score, int rise, int top)
    {
        Must.Hold(score >= 0 && score <= top);
        Value = score;
        _rise = rise;
        _top = top;
    }

    public int Value { get; private set; }

    /// <summary>Good checks so far of those that bring it up; of one that is up, bad ones left.</summary>
    public readonly int Counted => IsUp ? Value - _rise + 1 : Value;

    /// <summary>How many there are in all.</summary>
    public readonly int Needed => IsUp ? _top - _rise + 1 : _rise;

    public readonly bool IsUp => Value >= _rise;

    /// <summary>Up, and no failure is on its account.</summary>
    public readonly bool IsTop => Value == _top;

    /// <summary>
    /// Goes on from what the board says: rise and fall may have changed since that was written.
    /// </summary>
    public static HealthScore Resume(ServerHealth health, int score, CheckPlan check)
    {
        Must.Hold(check.Rise > 0 && check.Fall > 0);
        int top = check.Rise + check.Fall - 1;
        int kept = health != ServerHealth.Down
            ? Math.Clamp(score, check.Rise, top)
            : Math.Clamp(score, 0, check.Rise - 1);
        return new HealthScore(kept, check.Rise, top);
    }

    /// <summary>Counts one verdict; true when it brought the server up or took it down.</summary>
    public bool Count(bool good)
    {
        bool wasUp = IsUp;
        if (good)
        {
            Value = Value + 1 >= _rise ? _top : Value + 1;
        }
        else
        {
            Value = Value > _rise ? Value - 1 : 0;
        }

        return IsUp != wasUp;
    }

    /// <summary>Takes from a server that is up until so many failures take it down.</summary>
    public void WeakenTo(int failuresLeft) =>
        Value = IsUp ? Math.Min(Value, _rise + failuresLeft - 1) : Value;

    /// <summary>Milliseconds from the start of one check to the start of the next.</summary>
    public readonly int IntervalMs(CheckPlan check)
    {
        int special = IsTop ? -1 : Value == 0 ? check.DownIntervalMs : check.FastIntervalMs;
        return special > 0 ? special : check.IntervalMs;
    }
}
