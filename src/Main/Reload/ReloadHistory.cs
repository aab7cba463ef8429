using Weir.Ground.Time;
using Weir.Kernel.Calls;

namespace Weir.Main.Reload;

/// <summary>
/// What has become of the reloads so far, and what was said at the start or in the last one. It is handed on
/// to the image that the master becomes.
/// </summary>
internal sealed class ReloadHistory
{
    /// <summary>When the first image of this process began.</summary>
    public Instant StartedAt { get; set; } = new(Sys.MonotonicMs());

    /// <summary>Reloads that have begun. A wish is fulfilled by the next one that begins after it.</summary>
    public int Begun { get; set; }

    /// <summary>Reloads that have ended, well or not.</summary>
    public int Ended { get; set; }

    /// <summary>How many have failed since the last good one.</summary>
    public int Failed { get; set; }

    /// <summary>All messages of the start, or of the last reload that has ended.</summary>
    public string Messages { get; set; } = "";

    public void End(bool isGood, string messages)
    {
        Ended = Begun;
        Failed = isGood ? 0 : Failed + 1;
        Messages = messages;
    }
}
