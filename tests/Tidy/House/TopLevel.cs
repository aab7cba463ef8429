using System;
using System.Collections.Generic;
using System.Linq;
using Weir.Tests.Tidy.Source;

namespace Weir.Tests.Tidy.House;

internal static class TopLevel
{
    private static readonly string[] Must =
    [
        ".ci/run", "Engine.sln", "LICENSE", "README.md", "bench/", "global.json", "native/", "perf-scripts/",
        "src/",
        "tests/",
    ];

    public static readonly Rule Rule = new(
        "top-level",
        "the top level is src, tests, bench, perf-scripts, native, Engine.sln, global.json, README.md, "
            + "LICENSE, Directory.* and dotfiles, and nothing else",
        Check,
        [new("docs/A.md", "")],
        [
            .. Must.Select(path => new Sample(path.EndsWith('/') ? path + "A.md" : path, "")),
            new(".editorconfig", "")]);

    private static IEnumerable<Violation> Check(SourceTree tree)
    {
        foreach (string must in Must)
        {
            if (!tree.Files.Any(file => Fits(file.Path, must)))
            {
                yield return new Violation(must, 1, "", "is missing");
            }
        }

        foreach (SourceFile file in tree.Files)
        {
            if (!file.Path.StartsWith('.') && !file.Path.StartsWith("Directory.", StringComparison.Ordinal)
                && !Must.Any(must => Fits(file.Path, must)))
            {
                yield return new Violation(file.Path, 1, "", "has no place at the top");
            }
        }
    }

    private static bool Fits(string path, string must) =>
        must.EndsWith('/') ? path.StartsWith(must, StringComparison.Ordinal) : path == must;
}
