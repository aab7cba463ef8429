using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Tests.Tidy.Source;

namespace Weir.Tests.Tidy.Shape;

/// <summary>
/// What a type is made of comes before what it does. Properties may stand anywhere; so may the fields of a
/// type that has nothing but fields and functions of the C library.
/// </summary>
internal static class MemberOrder
{
    public static readonly Rule Rule = new(
        "member-order",
        "in a type: constants and fields, then construction, then what it does",
        Check,
        [new("src/Ground/Time/A.cs", "class A { void M() { } int _a; }")],
        [
            new(
                "src/Ground/Time/A.cs",
                "class A { const int C = 1; int _a; int P => _a; A() { } void M() { } }")]);

    private static IEnumerable<Violation> Check(SourceTree tree) =>
        from file in tree.CSharp
        from type in file.All<TypeDeclarationSyntax>()
        from pair in Ranked(type).Zip(Ranked(type).Skip(1))
        where pair.First.Rank > pair.Second.Rank
        select file.Breaks(
            pair.Second.Member,
            type.Identifier.Text,
            $"{Functions.NameOf(pair.Second.Member)} comes after {Functions.NameOf(pair.First.Member)}");

    private static IEnumerable<(int Rank, MemberDeclarationSyntax Member)> Ranked(
        TypeDeclarationSyntax type) =>
        from member in type.Members
        let rank = RankOf(member)
        where rank > 0
        select (rank, member);

    private static int RankOf(MemberDeclarationSyntax member) => member switch
    {
        FieldDeclarationSyntax => 1,
        ConstructorDeclarationSyntax => 2,
        MethodDeclarationSyntax method when method.Body != null || method.ExpressionBody != null => 3,
        _ => 0,
    };
}
