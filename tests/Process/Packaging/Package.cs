using System;
using System.IO;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Process.Packaging;

/// <summary>The Debian package of the binary under test, built by native/package.sh.</summary>
internal static class Package
{
    /// <summary>Builds it into a folder; its path.</summary>
    public static async Task<string> Build(string folder)
    {
        string script = Path.Combine(Binaries.Repository, "native/package.sh");
        await using Started started = Started.Run(
            "/usr/bin/env", $"WEIR_BINARY={Binaries.Weir}", "bash", script, folder);
        Finished ran = await started.End(patience: 5);
        return ran.ExitCode == 0
            ? Directory.GetFiles(folder, "*.deb")[0]
            : throw new InvalidOperationException(ran.Errors);
    }
}
