using System.Collections.Generic;
using System.Linq;
using Weir.Tests.Tidy.Source;

namespace Weir.Tests.Tidy.Numbers;

internal static class FileLength
{
    private const int LinesMax = 500;

    public static readonly Rule Rule = new(
        "file-length",
        "a file has 500 lines at most (one that is a single table may be exempted)",
        Check,
        [new("src/Ground/Time/Long.cs", new string('\n', LinesMax + 1))],
        [new("src/Ground/Time/Long.cs", new string('\n', LinesMax))]);

    private static IEnumerable<Violation> Check(SourceTree tree) =>
        from file in tree.CSharp
        let lines = file.Text.Count(c => c == '\n')
        where lines > LinesMax
        select file.Breaks(LinesMax + 1, $"{lines} lines");
}
