using Weir.Ground.Time;
using Weir.Kernel.Calls;
using Weir.Main.Master;
using Weir.Main.Messages;
using Weir.Main.Reload;
using Weir.Model.Live;

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
    private readonly MasterParts _parts;
    private readonly SoftStop _softStop;
    private readonly Pausing _pausing;
    private bool _reloadIsDue;

    public MasterSignals(MasterParts parts)
    {
        _family = parts.Family;
        _former = parts.Former;
        _board = parts.Board;
        _log = parts.Log;
        _parts = parts;
        _softStop = new SoftStop(parts);
        _pausing = new Pausing(parts);
    }

    /// <summary>A soft stop has come to where nobody is let in any more.</summary>
    public bool Finishes => _softStop.IsComplete;

    /// <summary>All of it is to end: no reload begins any more.</summary>
    public bool IsStopping => _softStop.IsAsked;

    /// <summary>Workers are on their way into a pause.</summary>
    public bool IsPausing => !_pausing.NextAt.IsNever;

    /// <summary>When <see cref="Advance"/> has something to do.</summary>
    public Instant NextAt => _softStop.NextAt < _pausing.NextAt ? _softStop.NextAt : _pausing.NextAt;

    /// <summary>Somebody has asked for a reload.</summary>
    public bool IsReloadDue => _reloadIsDue && !_softStop.IsAsked;

    /// <summary>True once after a reload has been asked for; never when all of it is to end.</summary>
    public bool TakeReload()
    {
        bool isDue = IsReloadDue;
        _reloadIsDue = false;
        return isDue;
    }

    /// <summary>Several before it begins are one.</summary>
    public void AskReload() => _reloadIsDue = true;

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
            case Signal.Hup when _parts.Plan.Global.Process.MasterWorker:
                AskReload();
                break;
            case Signal.Hup:
                StatesDump.Write(_parts.Plan, _board, _log);
                break;
            case Signal.TtyOut:
                _pausing.Pause(now);
                break;
            case Signal.TtyIn:
                _pausing.Resume();
                break;
            case Signal.Quit:
                MessageLog.PrintErrorNow(PoolsUsage.Of(_board));
                break;
            default:
                break; // a child's death: they are looked for in every turn
        }
    }

    /// <summary>Does what time asks for.</summary>
    public void Advance(Instant now)
    {
        _pausing.Advance(now);
        _softStop.Advance(now);
    }
}
