namespace Weir.Main.Spawn;

/// <summary>
/// The numbers at which a child finds what its parent hands down, and the words that tell it its role.
/// </summary>
internal static class HandedDown
{
    /// <summary>The socket pair to the master; for a daemon's master, the pipe to its launcher.</summary>
    public const int Control = 3;

    /// <summary>The configuration's text, as the master checked it.</summary>
    public const int Configuration = 4;

    /// <summary>The memory of what all processes know of each other and of the servers.</summary>
    public const int Board = 5;

    /// <summary>Where workers offer connections to the keeper, and where it takes them.</summary>
    public const int Keeper = 6;

    /// <summary>
    /// The descriptors by which workers are called, one for each and the keeper's last, from here upwards.
    /// Listening sockets come in messages, as they do when a plan follows: their number changes.
    /// </summary>
    public const int FirstCall = 7;

    /// <summary>First word of a worker's command line; its number follows.</summary>
    public const string WorkerRole = "worker";

    /// <summary>First word of the keeper's command line.</summary>
    public const string KeeperRole = "keeper";

    /// <summary>
    /// Set in the environment of a daemon's master alone: its command line stays what the user typed, because
    /// scripts look for that with ps and pgrep.
    /// </summary>
    public const string LaunchedVariable = "WEIR_LAUNCHED";

    /// <summary>
    /// Set by a master that executes itself anew: the descriptor of what it leaves to its successor.
    /// </summary>
    public const string HandoverVariable = "WEIR_HANDOVER";

    /// <summary>How many can be called.</summary>
    public static int CallsFor(int workers) => workers + 1;
}
