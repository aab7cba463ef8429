using System;
using System.Collections.Generic;
using System.Linq;
using Weir.Tests.Fuzz.Parsers;
using Xunit;

namespace Weir.Tests.Fuzz.Agreement;

/// <summary>
/// What Debian's haproxy accepts, Weir accepts, and what it refuses, Weir refuses, save for what is kept as
/// a known difference, with its reason.
/// </summary>
public sealed class AgreementTests
{
    private const int LinesOfASheet = 40; // haproxy gives up at the fiftieth error of a file
    private const int Sheets = 15;
    private const int Texts = 40;

    [Fact]
    public void EveryExampleIsJudgedAlike()
    {
        if (Haproxy.IsMissing) return;
        foreach (Placed[] some in KnownLines.Examples().Union(KnownLines.Kept()).Chunk(LinesOfASheet))
        {
            Assert.Empty(Comparison.Of(some));
        }
    }

    [Fact]
    public void ChangedLinesAreJudgedAlike()
    {
        if (Haproxy.IsMissing) return;
        List<Placed> known = KnownLines.Kept();
        List<Difference> found = [];
        Rounds.Run(
            Sheets,
            dice => new LineMutator(known, dice).Several(LinesOfASheet),
            (lines, _) => found.AddRange(Comparison.Of(lines)),
            static lines => string.Join('\n', lines));
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Fact]
    public void ChangedTextsAreJudgedAlike()
    {
        if (Haproxy.IsMissing) return;
        List<Difference> found = [];
        Rounds.Run(
            Texts,
            static dice => new SyntaxMutator(dice).Next(),
            (text, _) =>
            {
                if (Difference.Of(text) is { } one && !KnownDifferences.Have(one)) found.Add(one);
            },
            static text => text);
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Fact]
    public void EveryKnownDifferenceIsStillOne()
    {
        if (Haproxy.IsMissing) return;
        foreach (KnownDifference known in KnownDifferences.All)
        {
            Difference? found = Difference.Of(known.Example);
            Assert.True(found is not null && known.Covers(found), $"{known.Says}: {found}");
        }
    }
}
