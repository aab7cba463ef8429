using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Tests.Tidy.Source;

namespace Weir.Tests.Tidy.Shape;

/// <summary>What may ride along with a file's type: its ids and results, which are enums, records, read-only
/// values.</summary>
internal static class OneType
{
    public static readonly Rule Rule = new(
        "one-type",
        "one type per file, named as the file; only its ids and results ride along",
        Check,
        [
            new("src/Ground/Time/Clock.cs", "class Clock { } class Wheel { }"),
            new("src/Ground/Time/B.cs", "class A { }")],
        [
            new(
                "src/Ground/Time/Clock.cs",
                "enum Kind { } readonly record struct Id(int I); class Clock<T> { class In { } }"),
            new("src/Kernel/Calls/Sys.Time.cs", "partial class Sys { }")]);

    private static IEnumerable<Violation> Check(SourceTree tree)
    {
        foreach (SourceFile file in tree.CSharp)
        {
            MemberDeclarationSyntax[] types = [.. TopLevel(file)];
            if (types.Length > 0 && types.All(type => Functions.NameOf(type) != file.Stem))
            {
                yield return file.Breaks(types[0], "", $"no type {file.Stem} in it");
                continue;
            }

            foreach (MemberDeclarationSyntax type in types)
            {
                string name = Functions.NameOf(type);
                if (name != file.Stem && !RidesAlong(type))
                {
                    yield return file.Breaks(type, name, $"{name} beside {file.Stem}");
                }
            }
        }
    }

    private static IEnumerable<MemberDeclarationSyntax> TopLevel(SourceFile file) =>
        file.All<MemberDeclarationSyntax>()
            .Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
            .Where(member => member.Parent is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax);

    private static bool RidesAlong(MemberDeclarationSyntax type) =>
        type is EnumDeclarationSyntax or RecordDeclarationSyntax or DelegateDeclarationSyntax
        || type.Modifiers.Any(SyntaxKind.FileKeyword)
        || (type is StructDeclarationSyntax && type.Modifiers.Any(SyntaxKind.ReadOnlyKeyword));
}
