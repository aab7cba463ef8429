namespace Weir.Tests.Sim.Network;

/// <summary>
/// The one source of chance in a run: SplitMix64, so that a seed means the same on every runtime.
/// </summary>
internal struct SimDice
{
    private ulong _state;

    public SimDice(ulong seed) => _state = seed;

    public ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>From <paramref name="low"/> to <paramref name="high"/>, both possible.</summary>
    public int Between(int low, int high) => low + (int)(Next() % (ulong)(high - low + 1));

    public bool Percent(int chance) => chance > 0 && Between(0, 99) < chance;

    public bool PerMille(int chance) => chance > 0 && Between(0, 999) < chance;
}
