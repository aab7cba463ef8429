using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Tests.Tidy.Source;

namespace Weir.Tests.Tidy.Numbers;

/// <summary>Counts what makes the reader keep a condition in mind; `else if` goes on at the level of its
/// `if`.</summary>
internal static class Nesting
{
    private const int DepthMax = 3;

    public static readonly Rule Rule = new(
        "nesting",
        "statements are nested three deep at most",
        Check,
        [
            new(
                "src/Ground/Time/A.cs",
                "class A { void M() { if (a) { while (b) { if (c) { for (;;) { } } } } } }")],
        [
            new(
                "src/Ground/Time/A.cs",
                "class A { void M() { if (a) { } else if (b) { while (c) { if (d) { } } } } }")]);

    private static IEnumerable<Violation> Check(SourceTree tree) =>
        from file in tree.CSharp
        from node in file.Root.DescendantNodes()
        where Counts(node) && Depth(node) == DepthMax + 1
        select file.Breaks(node, Functions.NameOf(node), $"{DepthMax + 1} deep");

    private static int Depth(SyntaxNode node) =>
        node.AncestorsAndSelf().TakeWhile(above => !IsWhole(above)).Count(Counts);

    private static bool IsWhole(SyntaxNode node) =>
        node is LocalFunctionStatementSyntax or MemberDeclarationSyntax;

    private static bool Counts(SyntaxNode node) => node switch
    {
        IfStatementSyntax => node.Parent is not ElseClauseSyntax,
        ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax =>
            true,
        SwitchStatementSyntax or TryStatementSyntax or LockStatementSyntax => true,
        UsingStatementSyntax => node.Parent is not UsingStatementSyntax,
        _ => false,
    };
}
