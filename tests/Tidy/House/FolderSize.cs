using System;
using System.Collections.Generic;
using System.Linq;
using Weir.Tests.Tidy.Source;

namespace Weir.Tests.Tidy.House;

/// <summary>Counts source files and pages; what is data (corpora, cases) may be many.</summary>
internal static class FolderSize
{
    private const int FilesMin = 2;
    private const int FilesMax = 15;

    private static readonly string[] Roots = ["src", "tests", "bench", "perf-scripts"];

    public static readonly Rule Rule = new(
        "folder-size",
        "a folder holds 2 to 15 source files: at 16, split it by what changes together",
        Check,
        [new("src/Ground/Time/A.cs", "")],
        [new("src/Ground/Time/A.cs", ""), new("src/Ground/Time/B.cs", "")]);

    private static IEnumerable<Violation> Check(SourceTree tree) =>
        from file in tree.Files
        where Roots.Any(root => SourceTree.IsUnder(file, root))
        group file by file.Folder into folder
        let sources = folder.Count(file => file.IsCSharp)
        let files = sources + folder.Count(file => file.Path.EndsWith(".csproj", StringComparison.Ordinal))
        where sources > FilesMax || (sources > 0 && files < FilesMin)
        select new Violation(folder.Key, 1, "", sources == 1 ? "1 source file" : $"{sources} source files");
}
