using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Tests.Tidy.Source;

namespace Weir.Tests.Tidy.Shape;

/// <summary>A type that a generator completes within its one file is not spread, and passes.</summary>
internal static class NoPartial
{
    public static readonly Rule Rule = new(
        "no-partial",
        "no type is spread over several files, save Sys in Kernel/Calls",
        Check,
        [
            new("src/Ground/Time/A.cs", "partial class A { }"),
            new("src/Ground/Time/A.More.cs", "partial class A { }")],
        [new("src/Kernel/Calls/Sys.Time.cs", "partial class Sys { }"),
            new("src/Kernel/Calls/Sys.Process.cs", "partial class Sys { }"),
            new("src/Ground/Time/A.cs", "partial class A { [LibraryImport] partial void M(); }")]);

    private static IEnumerable<Violation> Check(SourceTree tree)
    {
        var parts =
            from file in tree.CSharp
            from type in file.All<TypeDeclarationSyntax>()
            where type.Modifiers.Any(SyntaxKind.PartialKeyword)
            where type.Identifier.Text != "Sys" || !SourceTree.IsUnder(file, "src/Kernel/Calls")
            group (file, type) by (file.Folder, type.Identifier.Text);
        return
            from spread in parts
            where spread.Select(part => part.file).Distinct().Count() > 1
            from part in spread
            select part.file.Breaks(
                part.type, part.type.Identifier.Text, $"partial {part.type.Identifier.Text}");
    }
}
