using System;
using Weir.Ground.Check;
using Weir.Model.Live;

namespace Weir.Control.Checks;

/// <summary>
/// How much of its share of traffic a server gets some time after it has come up: its weight grows by
/// sixteenths, its limit by percents (manual, <c>slowstart</c>).
/// </summary>
/// <param name="Share">Sixteenths of the weight, 1..16; 0: it is over.</param>
/// <param name="Percent">Of the limit, 0..99.</param>
/// <param name="NextMs">When one of them grows next, counted from the server's coming up.</param>
internal readonly record struct SlowStart(int Share, int Percent, long NextMs)
{
    private const int Percents = 100;

    public bool IsOver => Share == 0;

    /// <param name="elapsedMs">Since the server came up.</param>
    /// <param name="wholeMs">As long as it takes, above 0.</param>
    public static SlowStart At(long elapsedMs, long wholeMs)
    {
        Must.Hold(wholeMs > 0);
        if (elapsedMs >= wholeMs)
        {
            return default;
        }

        long elapsed = Math.Max(0, elapsedMs);
        int share = (int)(ServerRecord.FullShare * elapsed / wholeMs);
        int percent = (int)(Percents * elapsed / wholeMs);
        long next = Math.Min(
            StepAt(share + 1, ServerRecord.FullShare, wholeMs), StepAt(percent + 1, Percents, wholeMs));
        return new SlowStart(share + 1, percent, next);
    }

    /// <summary>The first millisecond in which so many steps of all are done.</summary>
    private static long StepAt(int step, int steps, long wholeMs) => ((step * wholeMs) + steps - 1) / steps;
}
