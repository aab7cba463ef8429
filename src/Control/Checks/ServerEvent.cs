using Weir.Control.Questions;
using Weir.Model.Live;
using Weir.Model.Plan;

namespace Weir.Control.Checks;

/// <summary>What happened to a server.</summary>
/// <param name="Proxy">Where it is.</param>
/// <param name="Server">To whom.</param>
/// <param name="Verdict">Why; null: nothing is said of it.</param>
/// <param name="DurationMs">How long the check took; -1: there was none.</param>
internal readonly record struct ServerEvent(
    ProxyPlan Proxy, ServerPlan Server, CheckVerdict? Verdict, long DurationMs = -1)
{
    /// <summary>The server that it tracks; empty when it happened to itself.</summary>
    public string Via { get; init; } = "";

    public string Name => $"{Proxy.Name}/{Server.Name}";

    /// <summary>What it was.</summary>
    public ServerHealth Before { get; init; }

    /// <summary>What it is now.</summary>
    public ServerHealth Now { get; init; }

    /// <summary>What people want of it from now on; null: nothing else than before.</summary>
    public ServerMode? Mode { get; init; }

    /// <summary>The same before.</summary>
    public ServerMode ModeBefore { get; init; }

    /// <summary>Who has changed it, when it were no checks; else empty.</summary>
    public string By { get; init; } = "";

    /// <summary>Requests that waited for the server, and what becomes of them.</summary>
    public QueueCount Queues { get; init; }
}

/// <summary>Requests that wait for a server that has changed.</summary>
/// <param name="Moved">To another queue, or to this server.</param>
/// <param name="Left">Still in its queue.</param>
internal readonly record struct QueueCount(int Moved, int Left);
