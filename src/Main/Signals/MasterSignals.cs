using Weir.Kernel.Calls;
using Weir.Main.Master;
using Weir.Main.Messages;
using Weir.Main.Reload;
using Weir.Model.Live;

namespace Weir.Main.Signals;

/// <summary>
/// What each signal means to the master. The step that follows from it is the master's to take.
/// </summary>
internal sealed class MasterSignals(
    Family family, FormerChildren former, Board board, MessageLog log)
{
    private bool _reloadIsDue;

    /// <summary>The soft stop has been asked for.</summary>
    public bool Finishes { get; private set; }

    /// <summary>True once after a reload has been asked for.</summary>
    public bool TakeReload()
    {
        bool isDue = _reloadIsDue;
        _reloadIsDue = false;
        return isDue;
    }

    public void Obey(Signal signal)
    {
        switch (signal)
        {
            case Signal.Term or Signal.Int:
                family.KillAll();
                former.KillAll();
                OurSignals.DieOf(signal);
                break;
            case Signal.Usr1:
                Finishes = true; // a second one changes nothing
                break;
            case Signal.Usr2:
                _reloadIsDue = true; // several before it begins are one
                break;
            case Signal.Quit:
                MessageLog.PrintError(PoolsUsage.Of(board));
                break;
            case Signal.Child:
                break; // deaths are looked for in every turn
            default:
                log.Warning($"signal {SignalNames.Of(signal)} is not supported yet and has no effect.");
                break;
        }
    }
}
