using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Weir.Tests.Tidy.Source;

namespace Weir.Tests.Tidy.House;

/// <summary>The arrows between rooms, and what every project has: its lock, its place in the solution, no
/// version of its own.</summary>
internal static partial class References
{
    private static readonly Dictionary<string, string[]> MayKnow = new()
    {
        ["Ground"] = [],
        ["Kernel"] = ["Ground"],
        ["Wire"] = ["Ground"],
        ["Language"] = ["Ground"],
        ["Model"] = ["Wire", "Language"],
        ["Rules"] = ["Model"],
        ["Tls"] = ["Model", "Kernel"],
        ["Relay"] = ["Model", "Kernel"],
        ["Control"] = ["Relay", "Rules"],
        ["Main"] = ["Control", "Tls"],
    };

    public static readonly Rule Rule = new(
        "references",
        "a room knows only the rooms below it, is in Engine.sln, and has its packages locked",
        Check,
        [new("src/Rules/Rules.csproj", "<ProjectReference Include=\"../Kernel/Kernel.csproj\" />")],
        [new("src/Rules/Rules.csproj", "<ProjectReference Include=\"../Model/Model.csproj\" />"),
            new("src/Rules/packages.lock.json", ""), new("Engine.sln", "\"src\\Rules\\Rules.csproj\"")]);

    private static IEnumerable<Violation> Check(SourceTree tree)
    {
        string solution = tree.Files.FirstOrDefault(file => file.Path == "Engine.sln")?.Text ?? "";
        foreach (SourceFile project in tree.Files.Where(IsProject))
        {
            if (!solution.Contains($"\"{project.Path.Replace('/', '\\')}\"", StringComparison.Ordinal))
            {
                yield return project.Breaks(1, "not in Engine.sln");
            }

            if (tree.Files.All(file => file.Path != $"{project.Folder}/packages.lock.json"))
            {
                yield return project.Breaks(1, "no packages.lock.json beside it");
            }

            foreach (Match version in OwnVersion().Matches(project.Text))
            {
                yield return project.Breaks(
                    project.LineOf(version.Index), "a version outside Directory.Packages.props");
            }

            foreach (Violation arrow in Arrows(project))
            {
                yield return arrow;
            }
        }
    }

    private static bool IsProject(SourceFile file) => file.Path.EndsWith(".csproj", StringComparison.Ordinal);

    private static IEnumerable<Violation> Arrows(SourceFile project) =>
        from arrow in Reference().Matches(project.Text)
        let to = arrow.Groups[1].Value
        where SourceTree.IsUnder(project, "src")
        where !MayKnow.TryGetValue(project.Stem, out string[]? may) || !may.Contains(to)
        select project.Breaks(project.LineOf(arrow.Index), $"{project.Stem} may not know {to}");

    [GeneratedRegex("ProjectReference Include=\"[^\"]*?(\\w+)\\.csproj\"")]
    private static partial Regex Reference();

    [GeneratedRegex("PackageReference [^>]*Version=")]
    private static partial Regex OwnVersion();
}
