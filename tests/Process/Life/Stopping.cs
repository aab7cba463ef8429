using System.Linq;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Process.Life;

/// <summary>Signals to a balancer in the foreground, and what is left of it afterwards.</summary>
public sealed class Stopping
{
    private const string Family = "2.6 is one process here";

    [Theory]
    [Both(ProcessTree.SigTerm, 143)]
    [Both(ProcessTree.SigInt, 130)]
    public async Task ItDiesOfTheSignalAndLeavesNothing(Product product, int signal, int expected)
    {
        using Place place = new();
        await using Started weir = await Started.Foreground(product, place);
        _ = weir.Family;

        weir.Signal(signal);
        Finished ran = await weir.End();

        Assert.Equal((expected, ""), (ran.ExitCode, ran.Errors));
        Assert.False(Sockets.Accepts(place));
        await weir.NobodyIsLeft();
    }

    [Theory, Both]
    public async Task TheSoftStopEndsWithZeroAndTellsOfEachProxy(Product product)
    {
        using Place place = new();
        await using Started weir = await Started.Foreground(product, place);
        _ = weir.Family;

        weir.Signal(ProcessTree.SigUsr1);
        Finished ran = await weir.End();

        Assert.Equal(0, ran.ExitCode);
        Assert.Matches(@"(?m)^\[WARNING\]  \(\d+\) : Proxy fe stopped \(cumulated", ran.Errors);
        Assert.Contains("Proxy fe stopped (cumulated conns: FE: 0, BE: 0).\n", ran.Errors);
        Assert.Contains("Proxy be stopped (cumulated conns: FE: 0, BE: 0).\n", ran.Errors);
        Assert.False(Sockets.Accepts(place));
        await weir.NobodyIsLeft();
    }

    [Theory, WeirAlone(Family)]
    public async Task TheSoftStopSentToEveryProcessHasItsEffectOnce(Product product)
    {
        using Place place = new();
        await using Started weir = await Started.Foreground(product, place);

        foreach (int pid in weir.Family.Reverse()) ProcessTree.Signal(pid, ProcessTree.SigUsr1);
        Finished ran = await weir.End();

        Assert.Equal(0, ran.ExitCode);
        Assert.Equal(2, ran.Errors.Split("Proxy fe stopped").Length);
        Assert.DoesNotContain("[ALERT]", ran.Errors);
        await weir.NobodyIsLeft();
    }

    [Theory, WeirAlone(Family)]
    public async Task TheEndSentToEveryProcessIsNoAlarm(Product product)
    {
        using Place place = new();
        await using Started weir = await Started.Foreground(product, place);

        foreach (int pid in weir.Family.Reverse()) ProcessTree.Signal(pid, ProcessTree.SigTerm);
        Finished ran = await weir.End();

        Assert.Equal((143, ""), (ran.ExitCode, ran.Errors));
        await weir.NobodyIsLeft();
    }

    [Theory, Both]
    public async Task QuitTellsWhatThePoolsHoldAndEndsNothing(Product product)
    {
        using Place place = new();
        await using Started weir = await Started.WholeFamily(product, place);
        int[] family = [.. weir.Family];

        weir.Signal(ProcessTree.SigQuit);
        await weir.Says("Dumping pools usage.");
        await weir.Says(" pools, "); // the last line: of totals

        Assert.Matches(@"(?m)^  - Pool stream .*: \d+ allocated.*, \d+ used", weir.Errors);
        Assert.Matches(@"(?m)^Total: \d+ pools, .* allocated.*, \d+ used.*\.$", weir.Errors);
        Assert.True(Sockets.Accepts(place));
        Assert.Equal(family, weir.Family);
        weir.Signal(ProcessTree.SigTerm);
        Assert.Equal(143, (await weir.End()).ExitCode);
    }

    [Theory, WeirAlone(Family)]
    public async Task QuitTellsOfEachWorker(Product product)
    {
        using Place place = new();
        await using Started weir = await Started.WholeFamily(product, place, "    nbthread 2\n");

        weir.Signal(ProcessTree.SigQuit);
        await weir.Says("\nTotal: 4 pools, 0 allocated (0 bytes of buffers), 0 used.\n");

        string[] workers = [.. weir.Family.Where(pid => Started.RoleOf(pid) == "worker").Order()
            .Select(pid => $"({pid}) : 0 allocated, 0 used\n")];
        Assert.Equal(2, workers.Length);
        foreach (string worker in workers) Assert.Equal(5, weir.Errors.Split(worker).Length);
    }

    [Theory, WeirAlone(Family)]
    public async Task QuitSentToEveryProcessIsAnsweredByTheMasterAlone(Product product)
    {
        using Place place = new();
        await using Started weir = await Started.WholeFamily(product, place);
        int[] family = [.. weir.Family];

        foreach (int pid in family.Reverse()) ProcessTree.Signal(pid, ProcessTree.SigQuit);
        await weir.Says("\nTotal: ");

        Assert.Equal(family, weir.Family);
        weir.Signal(ProcessTree.SigTerm);
        Finished ran = await weir.End();
        Assert.Equal(143, ran.ExitCode);
        Assert.Equal(2, ran.Errors.Split("Dumping pools usage.").Length);
        Assert.DoesNotContain("[ALERT]", ran.Errors);
    }

    [Theory, Both]
    public async Task ABrokenPipeIsNoReasonToEnd(Product product)
    {
        using Place place = new();
        await using Started weir = await Started.Foreground(product, place);

        weir.Signal(13);
        weir.Signal(ProcessTree.SigTerm);

        Assert.Equal(143, (await weir.End()).ExitCode);
    }
}
