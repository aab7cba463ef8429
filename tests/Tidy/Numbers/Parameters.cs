using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Tests.Tidy.Source;

namespace Weir.Tests.Tidy.Numbers;

/// <summary>
/// Left out: records, whose parameters are their content; what the C library or an overridden method
/// prescribes; and parameters that the compiler fills in.
/// </summary>
internal static class Parameters
{
    private const int CountMax = 5;

    public static readonly Rule Rule = new(
        "parameters",
        "a function has five parameters at most",
        Check,
        [new("src/Ground/Time/A.cs", "class A { void M(int a, int b, int c, int d, int e, int f) { } }")],
        [new("src/Ground/Time/A.cs", "record R(int a, int b, int c, int d, int e, int f);"
            + "class A { void M(int a, int b, int c, int d, int e, [CallerLineNumber] int f = 0) { } }")]);

    private static IEnumerable<Violation> Check(SourceTree tree) =>
        from file in tree.CSharp
        from list in file.All<ParameterListSyntax>()
        where !IsPrescribed(list.Parent!)
        let count = list.Parameters.Count(parameter => !IsFilledIn(parameter))
        where count > CountMax
        select file.Breaks(list, Functions.NameOf(list), $"{count} parameters");

    private static bool IsPrescribed(SyntaxNode owner) => owner is RecordDeclarationSyntax
        || (owner is MemberDeclarationSyntax member
            && (member.Modifiers.Any(SyntaxKind.ExternKeyword)
                || member.Modifiers.Any(SyntaxKind.OverrideKeyword)
                || Attributes(member.AttributeLists).Contains("LibraryImport")));

    private static bool IsFilledIn(ParameterSyntax parameter) =>
        Attributes(parameter.AttributeLists).Any(name => name.StartsWith("Caller", StringComparison.Ordinal));

    private static IEnumerable<string> Attributes(SyntaxList<AttributeListSyntax> lists) =>
        lists.SelectMany(list => list.Attributes).Select(attribute => attribute.Name.ToString());
}
