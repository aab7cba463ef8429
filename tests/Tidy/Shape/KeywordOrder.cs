using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Tests.Tidy.Source;

namespace Weir.Tests.Tidy.Shape;

/// <summary>A table is an array of rows that each begin with their name: a collection or initializer of
/// `new("...")`.</summary>
internal static class KeywordOrder
{
    public static readonly Rule Rule = new(
        "keyword-order",
        "the rows of a keyword table are sorted by name",
        Check,
        [
            new(
                "src/Model/Keywords/A.cs",
                "class A { static readonly Keyword[] Table = [new(\"b\", 1), new(\"a\", 2)]; }")],
        [
            new(
                "src/Model/Keywords/A.cs",
                "class A { static Keyword[] Table => [new(\"a\", 1), new(\"a b\", 2)]; }")]);

    private static IEnumerable<Violation> Check(SourceTree tree) =>
        from file in tree.Product
        from table in file.Root.DescendantNodes()
        where IsTable(table)
        let rows = Rows(table).ToArray()
        from pair in rows.Zip(rows.Skip(1))
        where string.CompareOrdinal(pair.First.Name, pair.Second.Name) > 0
        select file.Breaks(pair.Second.Row, "", $"'{pair.Second.Name}' comes after '{pair.First.Name}'");

    private static bool IsTable(SyntaxNode node) =>
        node is CollectionExpressionSyntax or InitializerExpressionSyntax && HoldsKeywords(node);

    private static bool HoldsKeywords(SyntaxNode table) =>
        table.Ancestors().Take(4).Any(above => above switch
        {
            VariableDeclarationSyntax field => IsKeywords(field.Type),
            PropertyDeclarationSyntax property => IsKeywords(property.Type),
            _ => false,
        });

    /// <summary>ProxyKeyword[], ServerWord[] and their like.</summary>
    private static bool IsKeywords(TypeSyntax type) =>
        type is ArrayTypeSyntax { ElementType: SimpleNameSyntax { Identifier.Text: string name } }
        && (
            name.EndsWith("Keyword", StringComparison.Ordinal)
                || name.EndsWith("Word", StringComparison.Ordinal));

    private static IEnumerable<(string Name, SyntaxNode Row)> Rows(SyntaxNode table) =>
        from child in table.ChildNodes()
        let row = child is ExpressionElementSyntax element ? element.Expression : child
        where row is BaseObjectCreationExpressionSyntax
        let first =
            ((BaseObjectCreationExpressionSyntax)row).ArgumentList?.Arguments.FirstOrDefault()?.Expression
        where first.IsKind(SyntaxKind.StringLiteralExpression)
        select (((LiteralExpressionSyntax)first).Token.ValueText, (SyntaxNode)row);
}
