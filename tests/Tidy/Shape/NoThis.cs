using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Tests.Tidy.Source;

namespace Weir.Tests.Tidy.Shape;

internal static class NoThis
{
    public static readonly Rule Rule = new(
        "no-this",
        "no `this.`: a field's name says that it is one",
        Check,
        [new("src/Ground/Time/A.cs", "class A { int _a; int M() => this._a; }")],
        [new("src/Ground/Time/A.cs", "class A { int _a; A M() => this; int this[int i] => this[i - 1]; }")]);

    private static IEnumerable<Violation> Check(SourceTree tree) =>
        from file in tree.CSharp
        from access in file.All<MemberAccessExpressionSyntax>()
        where access.Expression is ThisExpressionSyntax
        select file.Breaks(access, Functions.NameOf(access), access.ToString());
}
