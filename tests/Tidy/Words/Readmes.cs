using System;
using System.Collections.Generic;
using System.Linq;
using Weir.Tests.Tidy.Source;

namespace Weir.Tests.Tidy.Words;

internal static class Readmes
{
    private const int LinesMax = 40;
    private const int FilesWithout = 5;

    private static readonly string[] Shape = ["# ", "In: ", "Read in this order:", "Not here: "];

    public static readonly Rule Rule = new(
        "readme",
        "each project, and each folder over five files, has a README.md of 40 lines at most, in one shape",
        Check,
        [new("src/Ground/Ground.csproj", "")],
        [new("src/Ground/Ground.csproj", ""),
            new(
                "src/Ground/README.md",
                "# Ground: all\nIn: x. Out: y.\nRead in this order:\n  A  b\nNot here: c.\n")]);

    private static IEnumerable<Violation> Check(SourceTree tree) => Missing(tree).Concat(Misshapen(tree));

    private static IEnumerable<Violation> Missing(SourceTree tree) =>
        from file in tree.Files
        group file by file.Folder into folder
        where folder.Any(file => file.Path.EndsWith(".csproj", StringComparison.Ordinal))
            || folder.Count(file => file.IsCSharp) > FilesWithout
        where folder.All(file => file.FileName != "README.md")
        select new Violation(folder.Key, 1, "", "no README.md");

    private static bool IsPage(SourceFile file) => file.FileName == "README.md" && file.Folder.Length > 0;

    private static IEnumerable<Violation> Misshapen(SourceTree tree)
    {
        foreach (SourceFile page in tree.Files.Where(IsPage))
        {
            int lines = page.Text.Count(c => c == '\n');
            if (lines > LinesMax)
            {
                yield return page.Breaks(LinesMax + 1, $"{lines} lines");
            }

            foreach (string part in Shape)
            {
                if (!page.Lines.Any(line => line.StartsWith(part, StringComparison.Ordinal)))
                {
                    yield return page.Breaks(1, $"no line that begins with '{part}'");
                }
            }
        }
    }
}
