using System.Threading;

namespace Weir.Model.Places;

/// <summary>
/// Arrivals per second over all workers, in one word that all of them count in: a second (24 bits), how many
/// came in the one before it and how many in it (20 bits each). A second fades as it grows older, so that
/// there is no moment at which twice as many as permitted may come.
/// </summary>
public static class ArrivalRate
{
    /// <summary>A higher limit is none: no more are counted in a second.</summary>
    private const int Most = (1 << Bits) - 1;

    private const int Bits = 20;
    private const int SecondMask = 0xffffff;

    /// <summary>Counts one more, unless that were more per second than permitted.</summary>
    /// <param name="word">The shared word.</param>
    /// <param name="limit">Arrivals per second, at least 1.</param>
    /// <param name="nowMs">Monotonic milliseconds.</param>
    public static bool TryCount(ref ulong word, int limit, long nowMs)
    {
        for (ulong before = Volatile.Read(ref word); ;)
        {
            ulong now = At(before, nowMs, out long leftMs);
            int count = (int)now & Most;
            long last = (long)(now >> Bits) & Most;
            if (limit < Most && count + (last * leftMs / 1000) >= limit)
            {
                return false;
            }

            ulong found = Interlocked.CompareExchange(ref word, now + (count < Most ? 1ul : 0), before);
            if (found == before)
            {
                return true;
            }

            before = found;
        }
    }

    /// <summary>The last that was counted did not come.</summary>
    public static void TakeBack(ref ulong word)
    {
        for (ulong before = Volatile.Read(ref word); ;)
        {
            // In the meantime its second may have become the one before, or older: then it is forgotten.
            ulong one = (before & Most) > 0 ? 1ul : ((before >> Bits) & Most) > 0 ? 1ul << Bits : 0;
            ulong found = Interlocked.CompareExchange(ref word, before - one, before);
            if (found == before)
            {
                return;
            }

            before = found;
        }
    }

    /// <summary>The word as it is now: arrivals of seconds gone by have moved on.</summary>
    private static ulong At(ulong word, long nowMs, out long leftMs)
    {
        int second = (int)(word >> (2 * Bits));
        int passed = ((int)(nowMs / 1000) - second) & SecondMask;
        leftMs = 1000 - (nowMs % 1000);
        if (passed == 0 || passed == SecondMask)
        {
            // Of another worker's time, a little later than ours.
            leftMs = passed == 0 ? leftMs : 1000;
            return word;
        }

        ulong last = passed == 1 ? word & Most : 0;
        return ((ulong)((second + passed) & SecondMask) << (2 * Bits)) | (last << Bits);
    }
}
