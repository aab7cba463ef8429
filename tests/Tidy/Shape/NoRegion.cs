using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Weir.Tests.Tidy.Source;

namespace Weir.Tests.Tidy.Shape;

internal static class NoRegion
{
    public static readonly Rule Rule = new(
        "no-region",
        "no #region: what needs one is two types",
        Check,
        [new("src/Ground/Time/A.cs", "#region x\nclass A { }\n#endregion")],
        [new("src/Ground/Time/A.cs", "#if X\nclass A { }\n#endif\n// #region")]);

    private static IEnumerable<Violation> Check(SourceTree tree) =>
        from file in tree.CSharp
        from trivia in file.Root.DescendantTrivia()
        where trivia.IsKind(SyntaxKind.RegionDirectiveTrivia)
        select file.Breaks(file.LineOf(trivia.SpanStart), "#region");
}
