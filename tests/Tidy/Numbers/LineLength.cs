using System;
using System.Collections.Generic;
using Weir.Tests.Tidy.Source;

namespace Weir.Tests.Tidy.Numbers;

internal static class LineLength
{
    private const int ColumnsMax = 110;

    public static readonly Rule Rule = new(
        "line-length",
        "a line has 110 columns at most",
        Check,
        [new("src/Ground/Time/Wide.cs", "// " + new string('x', ColumnsMax - 2))],
        [new("src/Ground/Time/Wide.cs", "// " + new string('x', ColumnsMax - 3))]);

    private static IEnumerable<Violation> Check(SourceTree tree)
    {
        foreach (SourceFile file in tree.Files)
        {
            if (!file.IsCSharp && !file.Path.EndsWith(".sh", StringComparison.Ordinal))
            {
                continue;
            }

            for (int at = 0; at < file.Lines.Length; at++)
            {
                if (file.Lines[at].Length > ColumnsMax)
                {
                    yield return file.Breaks(at + 1, $"{file.Lines[at].Length} columns");
                }
            }
        }
    }
}
