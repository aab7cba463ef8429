using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Tests.Tidy.Source;

namespace Weir.Tests.Tidy.House;

internal static class Namespaces
{
    private static readonly (string Folder, string Root)[] Roots =
        [("src", "Weir"), ("tests", "Weir.Tests"), ("bench", "Weir.Bench")];

    public static readonly Rule Rule = new(
        "namespaces",
        "a room is a folder and a namespace: src/Wire/Http is Weir.Wire.Http",
        Check,
        [
            new("src/Wire/Http/A.cs", "namespace Weir.Wire.Http1;"),
            new("tests/Unit/Wire/B.cs", "namespace Weir.Unit.Wire;")],
        [
            new("src/Wire/Http/A.cs", "namespace Weir.Wire.Http;"),
            new("tests/Unit/B.cs", "namespace Weir.Tests.Unit;")]);

    private static IEnumerable<Violation> Check(SourceTree tree) =>
        from file in tree.CSharp
        from root in Roots
        where SourceTree.IsUnder(file, root.Folder)
        let should = root.Root + file.Folder[root.Folder.Length..].Replace('/', '.')
        from space in file.All<BaseNamespaceDeclarationSyntax>()
        where space is not FileScopedNamespaceDeclarationSyntax || space.Name.ToString() != should
        select file.Breaks(space, "", $"{space.Name} should be the file-scoped {should}");
}
