using System;
using Weir.Control.Cli;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Model.Plan.Process;
using Weir.Relay.Plans;

namespace Weir.Control;

/// <summary>What a keeper is given at its start.</summary>
public sealed class KeeperSetup
{
    /// <summary>What to watch at first.</summary>
    public required ConfigPlan Plan { get; init; }

    /// <summary>Makes the plans that follow it.</summary>
    public CompilePlan Compile { get; init; } =
        static (in PlanOrder _, int _) => throw new NotSupportedException();

    /// <summary>
    /// Shared with the workers; what it says about servers is where this keeper goes on.
    /// </summary>
    public required Board Board { get; init; }

    /// <summary>The socket pair to the master (<see cref="ControlMessage"/>).</summary>
    public required int Control { get; init; }

    /// <summary>Where workers offer connections; -1: there are none.</summary>
    public int Channel { get; init; } = -1;

    /// <summary>Stands in log lines.</summary>
    public required int MasterPid { get; init; }

    /// <summary>Of this program, as the statistics page tells it.</summary>
    public string Version { get; init; } = "";

    /// <summary>The same as tools read it that know HAProxy.</summary>
    public string FullVersion { get; init; } = "";

    /// <summary>
    /// Where commands are taken: opened for <see cref="Plan"/>, before rights are given up.
    /// </summary>
    public ControlSockets Controls { get; init; } =
        new(new AccountNumbers(static _ => null, static _ => null));

    /// <summary>Tells what keeps it from going by a plan.</summary>
    public Action<string> Alert { get; init; } = static _ => { };

    /// <summary>Nothing is shown on stderr.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>
    /// By worker, and this keeper's own last: the descriptor that makes it look at the board again.
    /// </summary>
    public int[] Calls { get; init; } = [];

    /// <summary>
    /// Called once everything is open, before the first turn; false: something kept it from beginning.
    /// </summary>
    public Func<bool> Begin { get; init; } = static () => true;
}
