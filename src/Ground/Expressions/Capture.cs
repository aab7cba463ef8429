namespace Weir.Ground.Expressions;

/// <summary>What a group has matched: the bytes from Start up to End, which is not among them.</summary>
/// <param name="Start">Offset in the line; -1: the group took no part.</param>
/// <param name="End">Offset in the line; -1: the group took no part.</param>
public readonly record struct Capture(int Start, int End)
{
    public static Capture None => new(-1, -1);

    public bool Exists => Start >= 0;

    public int Length => End - Start;
}
