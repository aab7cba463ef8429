using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Tests.Tidy.Source;

namespace Weir.Tests.Tidy.Shape;

internal static class NoLinqOrAsync
{
    private static readonly string[] Rooms = ["src/Kernel", "src/Wire", "src/Relay"];

    public static readonly Rule Rule = new(
        "no-linq-or-async",
        "Kernel, Wire and Relay have no LINQ and no async",
        Check,
        [new("src/Relay/Stream/A.cs", "using System.Linq;\nclass A { async void M() => await X(); }")],
        [new("src/Relay/Stream/A.cs", "using System.Text;\nclass A { int M(int async) => async; }"),
            new("src/Control/Cli/B.cs", "using System.Linq;\nclass B { }")]);

    private static IEnumerable<Violation> Check(SourceTree tree) =>
        from file in tree.CSharp
        where Rooms.Any(room => SourceTree.IsUnder(file, room))
        from node in file.Root.DescendantNodesAndTokens()
        let what = Forbidden(node)
        where what != null
        select new Violation(file.Path, file.LineOf(node.SpanStart), "", what);

    private static string? Forbidden(SyntaxNodeOrToken node)
    {
        if (node.IsToken)
        {
            return node.IsKind(SyntaxKind.AsyncKeyword) ? "async" : null;
        }

        return node.AsNode() switch
        {
            UsingDirectiveSyntax { Name: { } name } when name.ToString().StartsWith(
                "System.Linq", StringComparison.Ordinal)
                => "using System.Linq",
            QueryExpressionSyntax => "a query",
            AwaitExpressionSyntax => "await",
            _ => null,
        };
    }
}
