namespace Weir.Tests.Sim.Network;

/// <summary>
/// A connection: two ends. Reused after both have closed; <see cref="Life"/> tells what belongs to an earlier
/// one.
/// </summary>
internal sealed class SimLink
{
    public SimLink()
    {
        Caller = new SimEnd(this);
        Called = new SimEnd(this);
    }

    public SimEnd Caller { get; }

    public SimEnd Called { get; }

    public int Life { get; set; }

    /// <summary>Bytes after which the network breaks this connection; -1: never.</summary>
    public long BreaksAfter { get; set; }

    public bool IsUnused => Caller.State == SimEndState.Closed
        && Called.State is SimEndState.Closed or SimEndState.Unborn;
}
