using System.Collections.Generic;
using System.Linq;
using Weir.Tests.Tidy.Source;

namespace Weir.Tests.Tidy.Numbers;

internal static class FunctionLength
{
    private const int LinesMax = 60;

    public static readonly Rule Rule = new(
        "function-length",
        "a function has 60 lines at most",
        Check,
        [new("src/Ground/Time/A.cs", $"class A {{ void M()\n{{{new string('\n', LinesMax - 1)}}} }}")],
        [
            new(
                "src/Ground/Time/A.cs",
                $"class A {{ [X]\n\nvoid M()\n{{{new string('\n', LinesMax - 2)}}} }}")]);

    private static IEnumerable<Violation> Check(SourceTree tree) =>
        from file in tree.CSharp
        from function in Functions.In(file)
        let first = file.LineOf(Functions.StartOf(function))
        let lines = file.LineOf(function.Span.End) - first + 1
        where lines > LinesMax
        select new Violation(file.Path, first, Functions.NameOf(function), $"{lines} lines");
}
