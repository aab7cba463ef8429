namespace Weir.Ground.Check;

/// <summary>What ought not to happen yet harms nobody.</summary>
public enum OddKind
{
    EventForClosedDescriptor,
    CompletionForFreedSlot,
    CloseFailed,
    BufferPoolEmpty,
    Count,
}

/// <summary>Harmless surprises, counted per process and shown to the operator. Zero in tests.</summary>
public static class Odd
{
    private static readonly long[] Seen_ = new long[(int)OddKind.Count];

    public static void Seen(OddKind kind) => Seen_[(int)kind]++;

    public static long CountOf(OddKind kind) => Seen_[(int)kind];
}
