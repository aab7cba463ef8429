using System.Collections.Generic;
using System.Threading;
using Weir.Kernel.Calls;
using Weir.Main.CommandLine;
using Weir.Main.Master;
using Weir.Main.Messages;
using Weir.Main.Reload;
using Weir.Model.Plan;

namespace Weir.Main.Startup;

/// <summary>
/// Taking over from other masters (<c>-sf</c>, <c>-st</c>; management guide, "Stopping and restarting"). They
/// hear nothing as long as every port can be bound beside them; where not, they are asked to pause, and to
/// resume when we fail all the same.
/// </summary>
internal sealed class Takeover(ReplacedPids replaced, MessageLog log)
{
    /// <summary>How often binding is tried again, and how long after the last time.</summary>
    private const int TriesMax = 200;

    private const int PauseMs = 10;

    private bool _havePaused;

    /// <summary>Binds everything, or tells all that cannot be bound and gives null.</summary>
    public ListenerSet? Bind(ConfigPlan plan, int workers, int lowest, List<KeptListener> kept)
    {
        ListenerSet? all = null;
        List<string> refusals = [];
        for (int tries = 0; all is null && tries <= (replaced.Pids.Count > 0 ? TriesMax : 0); tries++)
        {
            if (tries > 0)
            {
                AskToPause();
                Thread.Sleep(PauseMs);
            }

            refusals.Clear();
            all = ListenerSet.TryBindAll(plan, workers, lowest, kept, refusals);
        }

        if (all is null)
        {
            refusals.ForEach(log.Alert);
        }

        return all;
    }

    /// <summary>We serve: they end.</summary>
    public void End() => Tell(replaced.End);

    /// <summary>
    /// We do not: whoever has made room for us takes it back. Nothing of ours listens any more.
    /// </summary>
    public void GiveBack()
    {
        if (_havePaused)
        {
            Tell(Signal.TtyIn);
        }
    }

    private void AskToPause()
    {
        if (!_havePaused)
        {
            _havePaused = true;
            Tell(Signal.TtyOut);
        }
    }

    private void Tell(Signal signal)
    {
        foreach (int pid in replaced.Pids)
        {
            Sys.Kill(pid, (int)signal); // one that is gone already is as good
        }
    }
}
