namespace Weir.Tests.Sim.Network;

/// <summary>
/// How unkind the simulated network is. Chances are in percent unless the name says otherwise.
/// </summary>
public sealed record SimFaults
{
    /// <summary>A network that does at once and in order what it is asked for.</summary>
    public static SimFaults None { get; } = new();

    /// <summary>
    /// What happens on a good day: pieces, delays and full buffers, but nobody breaks a connection.
    /// </summary>
    public static SimFaults Rough { get; } = new()
    {
        ShortReads = 20,
        ShortWrites = 20,
        Pieces = 30,
        DelayMsMax = 5,
        WindowMin = 64,
        WindowMax = 64 * 1024,
        Spurious = 30,
        EarlyWakes = 3,
        Shuffle = true,
    };

    /// <summary>All of it, with resets, refusals and long silences.</summary>
    public static SimFaults Wild { get; } = Rough with
    {
        ResetsPerMille = 60,
        Refusals = 3,
        AcceptFailures = 3,
        Stalls = 1,
        StallMsMax = 3000,
    };

    /// <summary>A receive lends less than has arrived.</summary>
    public int ShortReads { get; init; }

    /// <summary>A send takes less than there is room for.</summary>
    public int ShortWrites { get; init; }

    /// <summary>What was sent at once arrives in several pieces.</summary>
    public int Pieces { get; init; }

    /// <summary>Every segment takes 0 to this many milliseconds.</summary>
    public int DelayMsMax { get; init; }

    /// <summary>Bytes that one direction holds, sent and not yet read, drawn per connection.</summary>
    public int WindowMin { get; init; } = 64 * 1024;

    public int WindowMax { get; init; } = 64 * 1024;

    /// <summary>An event also tells of what was known already, as the kernel's do.</summary>
    public int Spurious { get; init; }

    /// <summary>A wait ends with nothing, as one interrupted by a signal does.</summary>
    public int EarlyWakes { get; init; }

    /// <summary>Events of one wait come in any order.</summary>
    public bool Shuffle { get; init; }

    /// <summary>Connections in a thousand that break after a drawn number of bytes.</summary>
    public int ResetsPerMille { get; init; }

    /// <summary>A dialled connection is refused although somebody listens.</summary>
    public int Refusals { get; init; }

    /// <summary>An accept fails with ECONNABORTED, the connection being gone.</summary>
    public int AcceptFailures { get; init; }

    /// <summary>A segment takes up to <see cref="StallMsMax"/> instead.</summary>
    public int Stalls { get; init; }

    public int StallMsMax { get; init; }
}
