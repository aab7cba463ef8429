using Weir.Main.CommandLine;
using Weir.Main.MasterCli;
using Weir.Main.Messages;
using Weir.Main.Reload;
using Weir.Main.Spawn;
using Weir.Model.Compile;
using Weir.Model.Plan;
using Weir.Model.Plan.Process;

namespace Weir.Main.Master;

/// <summary>What the master is started with: a configuration that has been read and found good.</summary>
internal sealed class MasterStart
{
    public required Invocation Asked { get; init; }

    public required ConfigPlan Plan { get; init; }

    public required ConfigText Text { get; init; }

    public required ExecutedPath Program { get; init; }

    public required MessageLog Log { get; init; }

    /// <summary>What an earlier image of this master has left; null: there was none.</summary>
    public Handover? Left { get; init; }

    /// <summary>The master's own sockets.</summary>
    public ControlAddress[] Cli { get; init; } = [];

    /// <summary>The service manager, when <c>-Ws</c> asks to tell it how it goes.</summary>
    public ServiceNotice Service { get; init; } = ServiceNotice.None;

    /// <summary>In a daemon, the pipe to the launcher, which waits for one byte; else -1.</summary>
    public int ReadyPipe { get; init; } = -1;

    public bool IsDaemon => ReadyPipe >= 0;

    /// <summary>In the background, and in the foreground of master-worker mode.</summary>
    public bool WritesPidFile => IsDaemon || Plan.Global.Process.MasterWorker;
}
