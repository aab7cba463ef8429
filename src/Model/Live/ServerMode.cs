namespace Weir.Model.Live;

/// <summary>Why balanced traffic avoids a server that is up.</summary>
[System.Flags]
public enum Draining : byte
{
    None = 0,

    /// <summary>Somebody has ordered it.</summary>
    Ordered = 1,

    /// <summary>The server that it tracks is drained.</summary>
    Tracked = 2,
}

/// <summary>What people want of a server, whatever its checks say.</summary>
/// <param name="Admin">Whether it is in maintenance.</param>
/// <param name="Drains">Whether it is drained.</param>
public readonly record struct ServerMode(ServerAdmin Admin, Draining Drains);
