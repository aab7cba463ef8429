using System;
using System.IO;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Process.Traffic;

/// <summary>The script that shows the main job to whoever has just built the binary.</summary>
public sealed class Demonstration
{
    [Theory, WeirAlone("the script plays its servers with our binary")]
    public async Task ItShowsWhatItPromisesAndLeavesNothing(Product product)
    {
        string script = Path.Combine(Repository(), "native", "run.sh");
        string[] words = [$"WEIR_BINARY={Binaries.PathOf(product)}", "bash", script, "--once"];

        await using Started shown = Started.Run("/usr/bin/env", words);
        await shown.Prints("Its servers:");
        Assert.InRange(shown.Family.Count, 6, int.MaxValue); // the shell, four servers, the balancer
        Finished ran = await shown.End(patience: 6); // it waits for checks to fail

        Assert.True(ran.ExitCode == 0, ran.Output + ran.Errors);
        Assert.EndsWith("All as it should be.\n", ran.Output);
        await shown.NobodyIsLeft();
    }

    private static string Repository()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Engine.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
