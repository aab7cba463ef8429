namespace Weir.Tests.Fuzz.Parsers;

/// <summary>Numbers that one seed decides, the same on every machine and runtime (splitmix64).</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>0 to <paramref name="below"/> - 1.</summary>
    public int Roll(int below) => (int)(Next() % (ulong)below);

    private ulong Next()
    {
        _state += 0x9e3779b97f4a7c15;
        ulong mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
        return mixed ^ (mixed >> 31);
    }
}
