using System;
using System.IO;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Process.Packaging;

/// <summary>
/// A throw-away copy of this machine (box.sh), in which packages are installed and removed for real. Takes
/// root, and a kernel that lets us mount.
/// </summary>
internal static class Box
{
    private static readonly Lazy<bool> s_canBeMade = new(static () =>
    {
        using Place place = new();
        return Run(place, "true").GetAwaiter().GetResult().ExitCode == 0;
    });

    public static bool CanBeMade => s_canBeMade.Value;

    /// <summary>Runs a bash script in a fresh one, which ends at the first command that fails.</summary>
    public static async Task<Finished> Run(Place place, string script)
    {
        place.Write("script", script);
        string box = Path.Combine(Binaries.Repository, "tests/Process/Packaging/box.sh");
        await using Started started = Started.Run("/usr/bin/env", "bash", box, place.Folder);
        return await started.End(patience: 10);
    }
}
