using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Tests.Tidy.Source;

namespace Weir.Tests.Tidy.House;

/// <summary>One use of Console alone makes the binary 295 KB larger; write(2) does the same.</summary>
internal static class LeanBinary
{
    private static readonly string[] Types = ["Console", "Process", "Regex", "HttpClient", "Activator"];

    private static readonly string[] Spaces =
    [
        "System.Linq.Expressions", "System.Net.Http", "System.Reflection", "System.Text.Json",
        "System.Text.RegularExpressions", "System.Xml",
    ];

    public static readonly Rule Rule = new(
        "lean-binary",
        "src does without reflection, Console, Process, Regex and what else would make the binary large",
        Check,
        [new("src/Main/A.cs", "using System;\nclass A { void M() => Console.WriteLine(1); }")],
        [
            new(
                "src/Main/A.cs",
                "using System.Text;\nclass A { int Process; int M() => Process + Sys.Console; }"),
            new("tests/Unit/B.cs", "class B { void M() => Console.WriteLine(1); }"),
        ]);

    private static IEnumerable<Violation> Check(SourceTree tree) =>
        from file in tree.Product
        from node in file.Root.DescendantNodes()
        let what = Heavy(node)
        where what != null
        select file.Breaks(node, Functions.NameOf(node), what);

    /// <summary>A static member of a heavy type, a new one of it, or its namespace.</summary>
    private static string? Heavy(SyntaxNode node) => node switch
    {
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax name } when Types.Contains(
            name.Identifier.Text)
            => node.ToString(),
        ObjectCreationExpressionSyntax made when Types.Contains(made.Type.ToString()) => $"new {made.Type}",
        UsingDirectiveSyntax { Name: { } space } when Spaces.Contains(space.ToString()) => $"using {space}",
        _ => null,
    };
}
