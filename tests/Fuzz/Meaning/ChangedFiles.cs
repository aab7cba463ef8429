using System;
using System.Collections.Generic;
using System.Linq;
using Weir.Tests.Fuzz.Agreement;
using Weir.Tests.Fuzz.Parsers;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Fuzz.Meaning;

/// <summary>Files of known lines, some of them changed, each compared between the two products.</summary>
internal sealed class ChangedFiles
{
    public required List<Placed> Known { get; init; }

    public required ulong Files { get; init; }

    public required int ChangedLines { get; init; }

    public required int GoodLines { get; init; }

    /// <summary>Leaves out of a file what cannot be compared.</summary>
    public required Func<IEnumerable<Placed>, List<Placed>> Comparable { get; init; }

    /// <summary>Fails with every difference, and when nothing was compared.</summary>
    /// <param name="compare">Adds the differences of one file; false: one of the two refuses it.</param>
    public void Compare(Func<List<Placed>, List<string>, bool> compare)
    {
        List<string> found = [];
        int compared = 0;
        Rounds.Run(
            Files,
            dice => Comparable([
                .. new LineMutator(Known, dice).Several(ChangedLines),
                .. Enumerable.Range(0, GoodLines).Select(_ => Known[dice.Roll(Known.Count)]),
            ]),
            (lines, _) => compared += compare(lines, found) ? 1 : 0,
            static lines => string.Join('\n', lines));
        Assert.True(found.Count == 0, string.Join('\n', found));
        Assert.True(compared > 0, "no file was good");
    }

    /// <summary>A file's text, listening where nobody else does.</summary>
    public static string TextOf(List<Placed> lines, Loopback net) => new Sheet(lines, hasEnd: false).Text
        .Replace("127.0.0.1:8001", $"{net["192.168.1.1:80"]}", StringComparison.Ordinal)
        .Replace("127.0.0.1:8002", $"{net["192.168.1.2:80"]}", StringComparison.Ordinal);
}
