namespace Weir.Model.Plan.Process;

/// <summary>What <c>global</c> says about processes themselves: rights, limits, processors, names.</summary>
public sealed class ProcessPlan
{
    /// <summary>The folder that children are locked into (<c>chroot</c>); null: none.</summary>
    public string? Chroot { get; init; }

    /// <summary>The user that children run as (<c>uid</c>, <c>user</c>); 0: unchanged.</summary>
    public uint UserId { get; init; }

    /// <summary>The group that children run as (<c>gid</c>, <c>group</c>); 0: unchanged.</summary>
    public uint GroupId { get; init; }

    /// <summary><c>ulimit-n</c>: descriptors of every process; 0 when unset: computed.</summary>
    public int Descriptors { get; init; }

    /// <summary><c>fd-hard-limit</c>: never more descriptors than this; 0: as the system allows.</summary>
    public int DescriptorsMost { get; init; }

    /// <summary><c>set-dumpable</c>: a crash leaves a core, whatever user runs the process.</summary>
    public bool Dumpable { get; init; }

    /// <summary><c>master-worker</c>: stays in the foreground, and writes the pid file there too.</summary>
    public bool MasterWorker { get; init; }

    /// <summary><c>nbthread</c>: how many workers <c>cpu-map</c> counts to one process; 0: all.</summary>
    public int Threads { get; init; }

    /// <summary>Where commands are taken (<c>stats socket</c>).</summary>
    public ControlAddress[] Controls { get; init; } = [];

    /// <summary>The longest silence there, in milliseconds (<c>stats timeout</c>).</summary>
    public long ControlTimeoutMs { get; init; } = 10_000;

    /// <summary>How many may be connected there at once (<c>stats maxconn</c>).</summary>
    public int ControlsMost { get; init; } = 10;

    public CpuMap CpuMap { get; init; } = new();

    /// <summary><c>node</c>: the name that statistics show; empty when unset.</summary>
    public string Node { get; init; } = "";

    /// <summary><c>description</c>: what statistics show beside it; empty when unset.</summary>
    public string Description { get; init; } = "";
}
