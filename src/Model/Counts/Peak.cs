namespace Weir.Model.Counts;

/// <summary>
/// The highest value of a gauge that all workers share, found without a word that all of them write. A worker
/// looks at the parts of the others whenever its own part is higher than at its looks of the same second. So
/// what can be missed is a height of less than a second that no worker has reached by a rise of its own above
/// what it had before in that second; and one worker alone misses nothing.
/// </summary>
public struct Peak
{
    /// <summary>The highest sum that this worker has seen.</summary>
    public int Most;

    private int _looked; // the highest of our own part when we looked
    private uint _second;

    /// <summary>Whether the sum of all has to be looked at after our part has risen.</summary>
    internal readonly bool IsDue(long own, uint second) => own > _looked || second != _second;

    internal void Look(long own, uint second, long total)
    {
        _looked = (int)own;
        _second = second;
        Most = int.Max(Most, (int)total);
    }
}
