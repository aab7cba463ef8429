using Weir.Ground.Time;

namespace Weir.Main.Master;

/// <summary>
/// When a child that has died may be replaced: at once, unless its place keeps losing them. The first few
/// deaths within a short time are made good immediately; from then on each wait is twice the last, up to a
/// bound, until a child has lived for as long as that short time.
/// </summary>
internal struct RespawnDelay
{
    /// <summary>Deaths in a row that are made good at once.</summary>
    public const int FreeDeaths = 3;

    /// <summary>A child that lived this long has not died of its start, in milliseconds.</summary>
    public const long ShortLifeMs = 10_000;

    public const long FirstWaitMs = 250;
    public const long LongestWaitMs = 8_000;

    private int _deaths;

    /// <summary>Milliseconds to wait before the next start.</summary>
    public long AfterDeath(Instant started, Instant died)
    {
        _deaths = died.Since(started) >= ShortLifeMs ? 1 : _deaths + 1;
        if (_deaths <= FreeDeaths)
        {
            return 0;
        }

        int doublings = int.Min(_deaths - FreeDeaths - 1, 10);
        return long.Min(FirstWaitMs << doublings, LongestWaitMs);
    }
}
