using System;
using System.IO;
using System.Linq;
using OsProcess = System.Diagnostics.Process;

namespace Weir.Tests.Wire.Harness;

/// <summary>
/// Where the programs are. A peer that is not installed is left out; the product itself never is.
/// </summary>
internal static class Binaries
{
    private static readonly string[] Folders = ["/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin"];

    /// <summary>The folder of this repository's Engine.sln.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>The built product: <c>WEIR_BINARY</c>, else <c>out/weir</c> of this repository.</summary>
    public static string Weir { get; } =
        Environment.GetEnvironmentVariable("WEIR_BINARY") ?? Path.Combine(Repository, "out", "weir");

    /// <summary>Debian's balancer of the same language, or null where it is not installed.</summary>
    public static string? Haproxy { get; } = Find("haproxy");

    /// <summary><c>WEIR_WIRE_ON=Haproxy</c> or <c>=Weir</c> narrows a run to one product.</summary>
    public static bool Runs(Product product)
    {
        string? only = Environment.GetEnvironmentVariable("WEIR_WIRE_ON");
        bool wanted = string.IsNullOrEmpty(only) || only == product.ToString();
        return wanted && (product == Product.Weir || Haproxy is not null);
    }

    public static string PathOf(Product product) => product == Product.Weir ? Weir : Haproxy!;

    /// <summary>
    /// Another file of the product, made by another process: while this one had it open for writing, a
    /// program that a parallel test starts could inherit that for a moment, and the copy could not be
    /// executed ("Text file busy").
    /// </summary>
    public static string CopyOf(Product product, string path)
    {
        using OsProcess copying = OsProcess.Start("cp", [PathOf(product), path]);
        copying.WaitForExit();
        return copying.ExitCode == 0 ? path : throw new IOException($"{path} cannot be written");
    }

    /// <summary>The full path of an installed program, or null.</summary>
    public static string? Find(string name) =>
        Folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    private static string FindRepository()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Engine.sln")))
        {
            folder = Path.GetDirectoryName(folder)
                ?? throw new InvalidOperationException("not run from inside the repository");
        }

        return folder;
    }
}
