using System;
using Weir.Main.Reload;

namespace Weir.Main.MasterCli;

/// <summary>What commands see of the master, and ask of it.</summary>
internal sealed class MasterView
{
    /// <summary>The rows of <c>show proc</c>.</summary>
    public required Func<string> Processes { get; init; }

    public required ReloadHistory Reloads { get; init; }

    /// <summary>Asks for a reload. It begins later, and several wishes may be fulfilled by one.</summary>
    public required Action Reload { get; init; }

    /// <summary>The master is stopping: no reload begins any more.</summary>
    public required Func<bool> IsStopping { get; init; }
}
