using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Tests.Tidy.Source;

namespace Weir.Tests.Tidy.Shape;

internal static class Sealed
{
    private static readonly SyntaxKind[] Closed =
        [SyntaxKind.SealedKeyword, SyntaxKind.StaticKeyword, SyntaxKind.AbstractKeyword];

    public static readonly Rule Rule = new(
        "sealed",
        "a class is sealed unless another one derives from it",
        Check,
        [new("src/Ground/Time/A.cs", "public class A { }")],
        [
            new(
                "src/Ground/Time/A.cs",
                "public class A { } sealed class B : A { } static class C { } record struct D;")]);

    private static IEnumerable<Violation> Check(SourceTree tree)
    {
        HashSet<string> derivedFrom = [.. from file in tree.CSharp
            from above in file.All<BaseTypeSyntax>()
            select NameOf(above.Type)];
        return
            from file in tree.CSharp
            from type in file.All<TypeDeclarationSyntax>()
            where type.IsKind(SyntaxKind.ClassDeclaration) || type.IsKind(SyntaxKind.RecordDeclaration)
            where !Closed.Any(word => type.Modifiers.Any(word)) && !derivedFrom.Contains(type.Identifier.Text)
            select file.Breaks(type, type.Identifier.Text, $"{type.Identifier.Text} is not sealed");
    }

    private static string NameOf(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => NameOf(qualified.Right),
        SimpleNameSyntax name => name.Identifier.Text,
        _ => type.ToString(),
    };
}
