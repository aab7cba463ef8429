using System.Runtime.InteropServices;

namespace Weir.Model.Live;

/// <summary>Whether a server may be given traffic, as the keeper sees it.</summary>
public enum ServerHealth : uint
{
    Down = 0,
    Up = 1,

    /// <summary>It serves who is bound to it, and wants nobody new ("NOLB").</summary>
    Stopping = 2,
}

/// <summary>Why a server is down that its checks have not taken down.</summary>
public enum ServerAdmin : byte
{
    None,

    /// <summary>Its own line says <c>disabled</c>: it is in maintenance.</summary>
    Maintenance,

    /// <summary>The server that it tracks is in maintenance.</summary>
    TrackedMaintenance,
}

/// <summary>
/// One server's state, written by the keeper, read by every worker. A cache line that stays shared between
/// changes.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
public struct ServerRecord
{
    /// <summary><see cref="WeightNow"/> of a whole unit of weight.</summary>
    public const int FullShare = 16;

    public ServerHealth Health;

    /// <summary>Effective weight, 0..256.</summary>
    public int Weight;

    /// <summary>
    /// The check's counter (rise and fall), kept here so that a new keeper resumes from it.
    /// </summary>
    public int CheckScore;

    /// <summary>1 once the keeper has finished a check of this server.</summary>
    public int Checked;

    /// <summary>Status by its protocol that the last check was answered with, or 0.</summary>
    public int CheckCode;

    /// <summary>How the last check ended, as a number of the keeper's; 0: there was none.</summary>
    public int CheckResult;

    /// <summary>Other than None: it is down, and is not checked.</summary>
    public ServerAdmin Admin;

    /// <summary>
    /// While it starts slowly (<c>slowstart</c>): sixteenths of its weight that count, 1..16; 0: it does not.
    /// </summary>
    public byte StartShare;

    /// <summary>While it starts slowly: percent of its limit that counts, 0..100.</summary>
    public byte StartPercent;

    /// <summary>Why balanced traffic avoids it though it is up.</summary>
    public Draining Drains;

    /// <summary>Somebody has ordered that it is not checked.</summary>
    public bool IsLeftAlone;

    /// <summary>The weight in the configuration that <see cref="Weight"/> was last taken from.</summary>
    public int ConfiguredWeight;

    /// <summary>How often it was ordered that all that it serves ends.</summary>
    public int EndOrders;

    /// <summary>Monotonic milliseconds of the last change of <see cref="Health"/>.</summary>
    public long ChangedAtMs;

    /// <summary>Changes from up to down.</summary>
    public long DownTransitions;

    /// <summary>Whether balanced traffic may go to it.</summary>
    public readonly bool TakesAnybody =>
        Health == ServerHealth.Up && Weight > 0 && Drains == Draining.None;

    /// <summary>Sixteenths of a unit of weight that count now, 0..4096.</summary>
    public readonly int WeightNow => Weight * (StartShare == 0 ? FullShare : StartShare);

    /// <summary>The same in whole units of weight, rounded up, as it is shown.</summary>
    public readonly int WeightShown => (WeightNow + FullShare - 1) / FullShare;

    /// <summary>What the health is that of: a number made of the addresses that are asked.</summary>
    public ulong Asked;
}
