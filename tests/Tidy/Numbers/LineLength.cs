using System.Collections.Generic;
using System.IO;
using System.Linq;
using Weir.Tests.Tidy.Source;

namespace Weir.Tests.Tidy.Numbers;

internal static class LineLength
{
    private const int ColumnsMax = 110;

    private static readonly string[] Kinds = [".cs", ".py", ".sh"];

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
            if (!Kinds.Contains(Path.GetExtension(file.Path)))
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
