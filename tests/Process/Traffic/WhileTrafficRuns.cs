using System;
using System.Linq;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Process.Traffic;

/// <summary>Deaths and stops as clients live through them.</summary>
public sealed class WhileTrafficRuns
{
    private const int SigContinue = 18;
    private const int SigStop = 19;
    private const string Family = "2.6 has no such processes";

    [Theory, WeirAlone(Family)]
    public async Task AClientThatComesBetweenTwoWorkersIsServedByTheSecond(Product product)
    {
        using Place place = new();
        using Origin origin = new(answersAtOnce: true);
        await using Started weir = await Start(product, place, origin);
        Assert.Equal("200 ok", await Client.Get(place));

        for (int round = 0; round < 3; round++)
        {
            int worker = await weir.ChildOf("worker");
            ProcessTree.Signal(worker, ProcessTree.SigKill);
            await Patience.Until(() => !ProcessTree.IsAlive(worker), () => "the worker does not die");

            Assert.Equal("200 ok", await Client.Get(place));
        }
    }

    [Theory, WeirAlone(Family)]
    public async Task TheKeepersDeathIsNoticedByNoClient(Product product)
    {
        using Place place = new();
        using Origin origin = new(answersAtOnce: true);
        await using Started weir = await Start(product, place, origin);
        int keeper = await weir.ChildOf("keeper");
        using Client before = Client.Ask(place);

        ProcessTree.Signal(keeper, ProcessTree.SigKill);

        Assert.Equal("200 ok", await before.Answer());
        Assert.Equal("200 ok", await Client.Get(place));
        await weir.Says("New keeper (");
        Assert.Equal("200 ok", await Client.Get(place));
    }

    [Theory, Both(""), WeirAlone("2.6 has no io_uring", "ring")]
    public async Task TheSoftStopLetsARequestEndAndTakesNoOther(Product product, string io)
    {
        using Place place = new();
        using Origin origin = new(answersAtOnce: false);
        await using Started weir = await Start(product, place, origin, new Setting(Io: io));
        using Client running = Client.Ask(place);
        await origin.Asked;

        weir.Signal(ProcessTree.SigUsr1);
        await weir.Says("Proxy fe stopped (cumulated conns: FE: 1, BE: 0).");
        await weir.Says("Proxy be stopped (cumulated conns: FE: 0, BE: 1).");
        await Sockets.Expect(place, 0);
        Assert.False(Sockets.Accepts(place));
        origin.Allow();

        Assert.Equal("200 ok", await running.Answer());
        Assert.Equal(0, (await weir.End()).ExitCode);
    }

    [Theory, WeirAlone("2.6 resets who waits in the queue")]
    public async Task ASoftStopServesWhoHasConnectedBeforeIt(Product product)
    {
        using Place place = new();
        using Origin origin = new(answersAtOnce: true);
        await using Started weir = await Start(product, place, origin);
        int worker = await weir.ChildOf("worker");

        ProcessTree.Signal(worker, SigStop);
        using Client waiting = Client.Ask(place);
        weir.Signal(ProcessTree.SigUsr1);
        await weir.Says("Proxy be stopped");
        ProcessTree.Signal(worker, SigContinue);

        Assert.Equal("200 ok", await waiting.Answer());
        Assert.Equal(0, (await weir.End()).ExitCode);
    }

    [Theory, Both]
    public async Task ASoftStopWaitsForWhoHasConnectedAndNotYetAsked(Product product)
    {
        using Place place = new();
        using Origin origin = new(answersAtOnce: true);
        await using Started weir = await Start(product, place, origin);
        using Client fresh = Client.Connect(place);
        Assert.Equal("200 ok", await Client.Get(place)); // who came before is accepted by now

        weir.Signal(ProcessTree.SigUsr1);
        await Sockets.Expect(place, 0);
        fresh.Ask("close");

        Assert.Equal("200 ok", await fresh.Answer());
        Assert.Equal(0, (await weir.End()).ExitCode);
    }

    [Theory, Both]
    public async Task TheEndCutsWhatRuns(Product product)
    {
        using Place place = new();
        using Origin origin = new(answersAtOnce: false);
        await using Started weir = await Start(product, place, origin);
        using Client running = Client.Ask(place);
        await origin.Asked;

        weir.Signal(ProcessTree.SigTerm);

        Assert.Equal(143, (await weir.End()).ExitCode);
        Assert.Equal("", await running.Answer());
    }

    [Theory, WeirAlone(Family, ""), WeirAlone(Family, "ring")]
    public async Task WithoutTheMasterAWorkerCanStillBeEndedAtOnce(Product product, string io)
    {
        using Place place = new();
        using Origin origin = new(answersAtOnce: false);
        await using Started weir = await Start(product, place, origin, new Setting(Io: io));
        int worker = await weir.ChildOf("worker");
        using Client running = Client.Ask(place);
        await origin.Asked;

        weir.Signal(ProcessTree.SigUsr1); // the master may be lost during a soft stop as well
        await weir.Says("Proxy be stopped");
        weir.Signal(ProcessTree.SigKill);
        await Patience.Until(() => !ProcessTree.IsAlive(weir.Pid), () => "the master does not die");
        await Sockets.Expect(place, 0);
        Assert.True(ProcessTree.IsAlive(worker));
        ProcessTree.Signal(worker, ProcessTree.SigTerm);

        Assert.Equal("", await running.Answer());
        await weir.NobodyIsLeft();
    }

    [Theory, WeirAlone(Family)]
    public async Task WithoutTheMasterARequestStillEnds(Product product)
    {
        using Place place = new();
        using Origin origin = new(answersAtOnce: false);
        await using Started weir = await Start(product, place, origin);
        _ = weir.Family;
        using Client running = Client.Ask(place);
        await origin.Asked;

        weir.Signal(ProcessTree.SigKill);
        await Sockets.Expect(place, 0);
        origin.Allow();

        Assert.Equal("200 ok", await running.Answer());
        await weir.NobodyIsLeft();
    }

    [Theory, WeirAlone(Family)]
    public async Task EveryWorkerServes(Product product)
    {
        using Place place = new();
        using Origin origin = new(answersAtOnce: true);
        await using Started weir = await Start(product, place, origin, new Setting(Global: "nbthread 3"));

        string[] answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => Client.Get(place)));

        Assert.All(answers, answer => Assert.Equal("200 ok", answer));
    }

    [Theory, WeirAlone(Family)]
    public async Task DescriptorsAreGivenBackAfterTraffic(Product product)
    {
        using Place place = new();
        using Origin origin = new(answersAtOnce: true);
        await using Started weir = await Start(product, place, origin, new Setting(Http: "option httpclose"));
        int worker = await weir.ChildOf("worker");
        int before = ProcessTree.DescriptorsOf([worker]);

        for (int request = 0; request < 50; request++) await Client.Get(place);

        await Patience.Until(
            () => ProcessTree.DescriptorsOf([worker]) == before,
            () => $"{ProcessTree.DescriptorsOf([worker])} descriptors instead of {before}");
    }

    private static async Task<Started> Start(
        Product product, Place place, Origin origin, Setting? setting = null)
    {
        setting ??= new Setting();
        string text = place.Text($"    {setting.Global}\n")
            .Replace("    mode http\n", $"    mode http\n    {setting.Http}\n", StringComparison.Ordinal)
            .Replace("server a 127.0.0.1:1\n", $"server a {origin.Address}\n", StringComparison.Ordinal);
        string path = place.Write("traffic.cfg", text);
        return product == Product.Weir
            ? await Started.Ready(Binaries.PathOf(product), path, setting.Io)
            : await Started.Serve(Binaries.PathOf(product), place, "-db", "-f", path);
    }

    /// <param name="Http">A line for <c>defaults</c>.</param>
    /// <param name="Global">A line for <c>global</c>.</param>
    /// <param name="Io">The backend to ask for.</param>
    private sealed record Setting(string Http = "", string Global = "nbthread 1", string Io = "");
}
