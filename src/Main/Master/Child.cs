using System.Collections.Generic;
using Weir.Ground.Time;
using Weir.Main.Signals;
using Weir.Model.Live;

namespace Weir.Main.Master;

/// <summary>
/// One place for a child process: the keeper's, or a worker's. Whoever fills it dies and is replaced; the
/// place stays.
/// </summary>
internal sealed class Child
{
    public RespawnDelay Delay;

    /// <param name="worker">The worker's number; -1 for the keeper.</param>
    public Child(int worker) => Worker = worker;

    public int Worker { get; }

    public bool IsKeeper => Worker < 0;

    /// <summary>As messages call it.</summary>
    public string Title => IsKeeper ? "keeper" : "worker";

    /// <summary>0 when nobody is there.</summary>
    public int Pid { get; set; }

    public bool Runs => Pid > 0;

    /// <summary>How it has died; null while it lives, and again when it is buried.</summary>
    public WaitStatus? Fate { get; set; }

    /// <summary>Our end of the socket pair; -1 when it is closed.</summary>
    public int Control { get; set; } = -1;

    /// <summary>It has said that it serves.</summary>
    public bool Ready { get; set; }

    /// <summary>It was told to pause and has not answered.</summary>
    public bool OwesPause { get; set; }

    /// <summary>The plan that it was last told of; it need not have taken it up.</summary>
    public uint OrderedPlan { get; set; }

    /// <summary>The last plan that it has said to be ready for, or to go by.</summary>
    public uint ReadyPlan { get; private set; }

    /// <summary>The last plan that it has said to have no memory for.</summary>
    public uint FailedPlan { get; private set; }

    /// <summary>The plan that its new work goes by.</summary>
    public uint AdoptedPlan { get; private set; }

    /// <summary>Plans that nothing in it goes by any more, as it has told since this was looked at.</summary>
    public List<uint> EndedPlans { get; } = [];

    /// <summary>Nothing of an earlier one's work is left, since this was looked at.</summary>
    public bool IsNew { get; set; }

    public Instant StartedAt { get; set; }

    /// <summary>How many reloads had begun when it was started.</summary>
    public int BornAtReload { get; set; }

    /// <summary>When the next one is to be started; never while one runs.</summary>
    public Instant RestartAt { get; set; } = Instant.Never;

    /// <summary>A fresh process is in this place.</summary>
    public void BeginsWith(uint plan)
    {
        OrderedPlan = plan;
        ReadyPlan = plan;
        AdoptedPlan = plan;
        FailedPlan = 0;
        EndedPlans.Clear();
        IsNew = true;
    }

    /// <summary>What it says about a plan.</summary>
    public void Hear(PlanWord word)
    {
        switch (word.What)
        {
            case ControlMessage.PlanReady:
                ReadyPlan = word.Generation;
                break;
            case ControlMessage.PlanFailed:
                FailedPlan = word.Generation;
                break;
            case ControlMessage.PlanAdopted:
                AdoptedPlan = word.Generation;
                break;
            case ControlMessage.PlanEnded:
                EndedPlans.Add(word.Generation);
                break;
        }
    }
}
