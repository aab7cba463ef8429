namespace Weir.Model.Counts;

/// <summary>
/// Events of one kind per second, as one worker counts them. All workers cut time at the same whole seconds
/// of the monotonic clock, so that their counts of a second add up exactly.
/// </summary>
public struct Pace
{
    /// <summary>The second that is being counted, or was the last in which something happened.</summary>
    public uint Second;

    /// <summary>Events in <see cref="Second"/>.</summary>
    public int Count;

    /// <summary>Events in the second before it.</summary>
    public int Before;

    /// <summary>
    /// The most of all workers together in one second that this worker has seen when it went on to another.
    /// </summary>
    public int Most;

    /// <summary>Events in a second that is over or runs; one that is longer ago is forgotten.</summary>
    public readonly int In(uint second) => second == Second ? Count : second + 1 == Second ? Before : 0;

    /// <summary>
    /// Events per second over the last second, of a sum that was made now: those of the running second, and
    /// the part of those before it that is not yet a second ago.
    /// </summary>
    public readonly int PerSecond(long nowMs)
    {
        int leftMs = (int)(1000 - (nowMs % 1000));
        bool isRare = Count == 0 && Before <= 1; // one in a while is one, not one and none by turns
        return isRare ? Before : Count + (int)((long)Before * leftMs / 1000);
    }

    /// <summary>Goes on to a later second.</summary>
    /// <param name="second">The present one.</param>
    /// <param name="total">Events of all workers in the one that is left.</param>
    internal void GoOn(uint second, int total)
    {
        Most = int.Max(Most, total);
        Before = In(second - 1);
        Count = 0;
        Second = second;
    }
}
