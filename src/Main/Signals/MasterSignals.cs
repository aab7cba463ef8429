using Weir.Ground.Time;
using Weir.Kernel.Calls;
using Weir.Main.Master;
using Weir.Main.Messages;
using Weir.Main.Reload;
using Weir.Model.Live;
using Weir.Model.Plan;

namespace Weir.Main.Signals;

/// <summary>
/// What each signal means to the master, and what is still to come of those that were obeyed. The step that
/// follows from it is the master's to take.
/// </summary>
internal sealed class MasterSignals
{
    private readonly Family _family;
    private readonly FormerChildren _former;
    private readonly Board _board;
    private readonly MessageLog _log;
    private readonly SoftStop _softStop;
    private bool _reloadIsDue;

    public MasterSignals(MasterParts parts)
    {
        _family = parts.Family;
        _former = parts.Former;
        _board = parts.Board;
        _log = parts.Log;
        _softStop = new SoftStop(parts);
    }

    /// <summary>A soft stop has come to where nobody is let in any more.</summary>
    public bool Finishes => _softStop.IsComplete;

    /// <summary>When <see cref="Advance"/> has something to do.</summary>
    public Instant NextAt => _softStop.NextAt;

    /// <summary>True once after a reload has been asked for; never when all of it is to end.</summary>
    public bool TakeReload()
    {
        bool isDue = _reloadIsDue && !_softStop.IsAsked;
        _reloadIsDue = false;
        return isDue;
    }

    public void Obey(Signal signal, Instant now)
    {
        switch (signal)
        {
            case Signal.Term or Signal.Int:
                _family.KillAll();
                _former.KillAll();
                OurSignals.DieOf(signal);
                break;
            case Signal.Usr1:
                _softStop.Begin(now);
                break;
            case Signal.Usr2:
                _reloadIsDue = true; // several before it begins are one
                break;
            case Signal.Quit:
                MessageLog.PrintError(PoolsUsage.Of(_board));
                break;
            case Signal.Child:
                break; // deaths are looked for in every turn
            default:
                _log.Warning($"signal {SignalNames.Of(signal)} is not supported yet and has no effect.");
                break;
        }
    }

    /// <summary>Does what time asks for.</summary>
    public void Advance(Instant now) => _softStop.Advance(now);
}
