using System;
using System.IO;
using System.Linq;

namespace Weir.Tests.Process.Startup;

/// <summary>The files of /proc that have a line for each fact.</summary>
internal static class ProcFile
{
    /// <summary>What follows <paramref name="name"/> in its line, without blanks around it.</summary>
    public static string Line(string path, string name) => File.ReadLines(path)
        .First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Trim();
}
