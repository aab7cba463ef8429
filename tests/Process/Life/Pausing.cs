using System.Linq;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Process.Traffic;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Process.Life;

/// <summary>TTOU frees the ports without closing anything, TTIN takes them back.</summary>
public sealed class Pausing
{
    private const string Family = "2.6 has no such processes";
    private const int SigStop = 19;
    private const int SigContinue = 18;

    [Theory, Both]
    public async Task NobodyListensUntilItIsResumed(Product product)
    {
        using Origin origin = new(answersAtOnce: true);
        using Place place = new() { Server = origin.Address };
        await using Started weir = await Started.WholeFamily(product, place);
        using Client before = Client.Ask(place);
        Assert.Equal("200 ok", await before.Answer());

        weir.Signal(ProcessTree.SigTtou);
        await weir.Says($"[WARNING]  ({weir.Pid}) : Paused frontend fe.\n");
        Assert.Equal(0, Sockets.Listening(place.Port));
        Assert.False(Sockets.Accepts(place));

        weir.Signal(ProcessTree.SigTtin);
        await weir.Says($"[WARNING]  ({weir.Pid}) : Resumed frontend fe.\n");
        Assert.Equal("200 ok", await Client.Get(place));
        Assert.DoesNotContain("refused", weir.Errors);
    }

    [Theory, WeirAlone(Family, ""), WeirAlone("2.6 has no io_uring", "ring")]
    public async Task EveryWorkerServesAfterwards(Product product, string io)
    {
        using Origin origin = new(answersAtOnce: true);
        using Place place = new() { Server = origin.Address };
        string path = place.Good("    nbthread 3\n");
        await using Started weir = await Started.Ready(Binaries.PathOf(product), path, io);
        for (int round = 0; round < 3; round++)
        {
            weir.Signal(ProcessTree.SigTtou);
            await Sockets.Expect(place, 0);
            weir.Signal(ProcessTree.SigTtin);
            await Sockets.Expect(place, 3);

            string[] answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Client.Get(place)));
            Assert.All(answers, answer => Assert.Equal("200 ok", answer));
        }
    }

    [Theory, Both]
    public async Task ASignalTooManyChangesNothing(Product product)
    {
        using Place place = new();
        await using Started weir = await Started.WholeFamily(product, place);

        // The answers to these two tell that it has heard what came before.
        weir.Signal(ProcessTree.SigTtin);
        weir.Signal(ProcessTree.SigHup);
        await weir.Says("SIGHUP: Proxy be ");
        weir.Signal(ProcessTree.SigTtou);
        await weir.Says("Paused frontend fe.");
        weir.Signal(ProcessTree.SigTtou);
        weir.Signal(ProcessTree.SigQuit);
        await weir.Says("Total: ");
        Assert.False(Sockets.Accepts(place));
        weir.Signal(ProcessTree.SigTtin);
        await weir.Says("Resumed frontend fe.");
        weir.Signal(ProcessTree.SigTtin);
        weir.Signal(ProcessTree.SigTerm);
        Finished ran = await weir.End();

        Assert.Equal(2, ran.Errors.Split("Paused ").Length);
        Assert.Equal(2, ran.Errors.Split("Resumed ").Length);
    }

    [Theory, WeirAlone(Family)]
    public async Task SentToEveryProcessItHasItsEffectOnce(Product product)
    {
        using Place place = new();
        await using Started weir = await Started.WholeFamily(product, place);
        int[] family = [.. weir.Family];

        foreach (int pid in family.Reverse()) ProcessTree.Signal(pid, ProcessTree.SigTtou);
        await Sockets.Expect(place, 0);
        foreach (int pid in family.Reverse()) ProcessTree.Signal(pid, ProcessTree.SigTtin);
        await weir.Says("Resumed frontend fe.");
        foreach (int pid in family.Reverse()) ProcessTree.Signal(pid, ProcessTree.SigHup);
        await weir.Says("SIGHUP: Proxy be ");

        Assert.Equal(family, weir.Family);
        weir.Signal(ProcessTree.SigTerm);
        Finished ran = await weir.End();
        Assert.Equal(2, ran.Errors.Split("Paused ").Length);
        Assert.Equal(2, ran.Errors.Split("SIGHUP received").Length);
    }

    [Theory, WeirAlone(Family)]
    public async Task AWorkerThatIsReplacedMeanwhileWaitsForTheOthers(Product product)
    {
        using Origin origin = new(answersAtOnce: true);
        using Place place = new() { Server = origin.Address };
        await using Started weir = await Started.WholeFamily(product, place, "    nbthread 2\n");
        weir.Signal(ProcessTree.SigTtou);
        await weir.Says("Paused frontend fe.");

        int worker = await weir.ChildOf("worker");
        ProcessTree.Signal(worker, ProcessTree.SigKill);
        await weir.Says("New worker (");
        Assert.Equal(0, Sockets.Listening(place.Port));
        weir.Signal(ProcessTree.SigTtin);
        await weir.Says("Resumed frontend fe.");

        string[] answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Client.Get(place)));
        Assert.All(answers, answer => Assert.Equal("200 ok", answer));
    }

    [Theory, WeirAlone(Family)]
    public async Task AWorkerThatHangsDoesNotKeepThePortFromOthers(Product product)
    {
        using Origin origin = new(answersAtOnce: true);
        using Place place = new() { Server = origin.Address };
        await using Started weir = await Started.WholeFamily(product, place, "    nbthread 2\n");
        int worker = await weir.ChildOf("worker");
        ProcessTree.Signal(worker, SigStop);

        weir.Signal(ProcessTree.SigTtou);
        await weir.Says("Paused frontend fe.");
        Assert.Equal(0, Sockets.Listening(place.Port));
        weir.Signal(ProcessTree.SigTtin);
        await weir.Says("Resumed frontend fe.");
        ProcessTree.Signal(worker, SigContinue);

        string[] answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Client.Get(place)));
        Assert.All(answers, answer => Assert.Equal("200 ok", answer));
    }

    [Theory, WeirAlone("2.6 lingers for the grace without listening")]
    public async Task TheSoftStopOfAPausedProxyDoesNotWaitForItsGrace(Product product)
    {
        using Place place = new();
        await using Started weir = await Started.WholeFamily(product, place, "    grace 600000\n");
        _ = weir.Family;

        weir.Signal(ProcessTree.SigTtou);
        await weir.Says("Paused frontend fe.");
        weir.Signal(ProcessTree.SigUsr1);
        Finished ran = await weir.End();

        Assert.Equal(0, ran.ExitCode);
        Assert.DoesNotContain("Scheduling", ran.Errors);
        await weir.NobodyIsLeft();
    }
}
