using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Tests.Tidy.Source;

namespace Weir.Tests.Tidy.House;

internal static class ForbiddenNames
{
    private static readonly string[] Words =
    [
        "base", "common", "helper", "helpers", "manager", "managers", "misc", "shared", "util", "utilities",
        "utility",
        "utils",
    ];

    public static readonly Rule Rule = new(
        "forbidden-names",
        "nothing is called Common, Util, Helper, Misc, Shared, Base or Manager: a noun is missing there",
        Check,
        [
            new("src/Ground/Time/ClockHelper.cs", "class Clock { }"),
            new("src/Ground/Common/Clock.cs", "class B { }")],
        [new("src/Ground/Time/Database.cs", "class Baseline { }")]);

    private static IEnumerable<Violation> Check(SourceTree tree) => OfPaths(tree).Concat(OfTypes(tree));

    private static IEnumerable<Violation> OfPaths(SourceTree tree) =>
        from file in tree.Files
        where file.Folder.Length > 0 && !file.Path.StartsWith('.')
        from part in file.Path.Split('/')
        where IsForbidden(part.Split('.')[0])
        select file.Breaks(1, $"a path with {part}");

    private static IEnumerable<Violation> OfTypes(SourceTree tree) =>
        from file in tree.CSharp
        from type in file.All<BaseTypeDeclarationSyntax>()
        where IsForbidden(type.Identifier.Text)
        select file.Breaks(type, type.Identifier.Text, $"a type {type.Identifier.Text}");

    private static bool IsForbidden(string name) => NameWords.Of(name).Any(word => Words.Contains(word));
}
