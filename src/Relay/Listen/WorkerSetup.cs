using System;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Relay.Plans;

namespace Weir.Relay.Listen;

/// <summary>What a worker is given at its start.</summary>
public sealed class WorkerSetup
{
    /// <summary>What is served at first.</summary>
    public required ConfigPlan Plan { get; init; }

    /// <summary>Which of the master's plans that is.</summary>
    public uint Generation { get; init; }

    /// <summary>Makes the plans that follow it.</summary>
    public CompilePlan Compile { get; init; } =
        static (in PlanOrder _, int _) => throw new NotSupportedException();

    public required Board Board { get; init; }

    /// <summary>Which part of the board is ours.</summary>
    public required int WorkerId { get; init; }

    /// <summary>
    /// One listening socket for each of the plan's listeners, by its number; -1: not ours to serve.
    /// </summary>
    public required int[] ListenerDescriptors { get; init; }

    /// <summary>
    /// By worker, ours included: the descriptor that makes it look at the board again. Empty: we are alone.
    /// </summary>
    public int[] Calls { get; init; } = [];

    /// <summary>Where connections are offered to the keeper; -1: there is none.</summary>
    public int KeeperChannel { get; init; } = -1;

    /// <summary>Stands in log lines (the master's).</summary>
    public required int Pid { get; init; }

    /// <summary>Every descriptor is below this (RLIMIT_NOFILE).</summary>
    public required int DescriptorMax { get; init; }

    /// <summary>
    /// Client connections that all workers together may hold by the first plan; 0: only what each has memory
    /// for.
    /// </summary>
    public int BoxMax { get; init; }

    /// <summary>Client connections that this worker has memory for.</summary>
    public required int ConnectionMax { get; init; }

    /// <summary>Bytes of buffers that this worker may take (-m).</summary>
    public long BufferBytesMax { get; init; } = long.MaxValue;

    /// <summary>What passes is shown on stdout.</summary>
    public bool Traces { get; init; }

    /// <summary>Called once when the master is gone, before what runs is finished.</summary>
    public Action MasterLost { get; init; } = static () => { };
}
