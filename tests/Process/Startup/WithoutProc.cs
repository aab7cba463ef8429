using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Process.Startup;

/// <summary>Where /proc is not mounted, which is what a narrow container may look like. Takes root.</summary>
public sealed class WithoutProc
{
    [Theory, Both]
    public async Task ItServes(Product product)
    {
        using Place place = new();

        await using Started started = Started.Run(
            "/usr/bin/unshare", Words(place, $"exec {Binaries.PathOf(product)} -db -f {place.Good()}"));
        await started.Listens(place);

        Assert.Contains("503", await Answer.To(place));
    }

    [Theory, WeirAlone("2.6 has no such processes")]
    public async Task ADeadWorkerIsReplaced(Product product)
    {
        using Place place = new();
        string path = place.Good("    nbthread 1\n    uid 65534\n");
        await using Started started = Started.Run(
            "/usr/bin/unshare", Words(place, $"exec {Binaries.PathOf(product)} -db -V -f {path}"));
        await started.Prints("Using epoll() as the polling mechanism.");
        int dead = await started.ChildOf("worker");

        ProcessTree.Signal(dead, ProcessTree.SigKill);
        await started.Says("New worker (");

        Assert.Contains("503", await Answer.To(place));
        Assert.DoesNotContain("cannot start", started.Errors);
    }

    [Theory, Both]
    public async Task TheVersionIsTold(Product product)
    {
        using Place place = new();
        await using Started started = Started.Run(
            "/usr/bin/unshare", Words(place, $"exec {Binaries.PathOf(product)} -v"));

        Finished ran = await started.End();

        Assert.Equal(0, ran.ExitCode);
        Assert.Matches(@"\nRunning on: Linux \S+ .+ x86_64\n", ran.Output);
    }

    private static string[] Words(Place place, string command) =>
        ["--mount", "/bin/sh", "-c", $"cd {place.Folder} && umount --lazy /proc && {command}"];
}
