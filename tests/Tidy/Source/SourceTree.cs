using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Weir.Tests.Tidy.Source;

/// <summary>Every file of the repository that a person writes: built and downloaded things are left
/// out.</summary>
internal sealed class SourceTree
{
    private static readonly string[] Built =
        ["bin", "obj", "out", ".git", "TestResults", "BenchmarkDotNet.Artifacts"];

    private static readonly string[] Read = [".cs", ".sh", ".py", ".md", ".csproj", ".sln"];

    public SourceTree(IEnumerable<SourceFile> files)
    {
        Files = [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    public SourceFile[] Files { get; }

    public IEnumerable<SourceFile> CSharp => Files.Where(file => file.IsCSharp);

    public IEnumerable<SourceFile> Product => CSharp.Where(file => IsUnder(file, "src"));

    public static SourceTree Of(IEnumerable<Sample> samples) =>
        new(samples.Select(sample => new SourceFile(sample.Path, sample.Text)));

    public static bool IsUnder(SourceFile file, string folder) =>
        file.Path.StartsWith(folder + "/", StringComparison.Ordinal);

    /// <summary>The tree around the running test.</summary>
    public static SourceTree OnDisk()
    {
        string root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Engine.sln")))
        {
            root = Path.GetDirectoryName(root)
                ?? throw new FileNotFoundException("Engine.sln in no folder above");
        }

        List<SourceFile> files = [];
        Collect(root, "", files);
        return new SourceTree(files);
    }

    private static void Collect(string root, string folder, List<SourceFile> into)
    {
        foreach (string full in Directory.EnumerateFileSystemEntries(Path.Combine(root, folder)))
        {
            string name = Path.GetFileName(full);
            string path = folder.Length == 0 ? name : $"{folder}/{name}";
            if (!Directory.Exists(full))
            {
                into.Add(
                    new SourceFile(
                        path, Read.Contains(Path.GetExtension(name)) ? File.ReadAllText(full) : ""));
            }
            else if (!Built.Contains(name))
            {
                Collect(root, path, into);
            }
        }
    }
}
