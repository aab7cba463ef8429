using Weir.Bench.Works;

namespace Weir.Bench;

/// <summary>Every work: realistic input first, the worst case after it.</summary>
internal static class WorkTable
{
    public static readonly Work[] Rows =
    [
        RequestHeads.FourFields,
        RequestHeads.Browser,
        RequestHeads.Longest,
        ChunkedBodies.Usual,
        ChunkedBodies.OneByteEach,
        CookieLookups.Usual,
        CookieLookups.NearMisses,
        RoundRobinPicks.FourEqual,
        RoundRobinPicks.ManyWeighted,
        ServerPlaces.Free,
        ServerPlaces.InTurn,
        BufferLoans.Three,
        HeadRewrites.OneLine,
        LineMatches.Usual,
        LineMatches.NearMiss,
        Conditions.Switching,
    ];
}
