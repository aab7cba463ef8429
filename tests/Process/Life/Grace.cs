using System.Linq;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Process.Traffic;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Process.Life;

/// <summary>
/// How long a soft stop leaves things as they are, proxy by proxy, and how long it waits for their end.
/// </summary>
public sealed class Grace
{
    private const string Gone = "2.6 has one grace for all proxies";

    [Theory, Both]
    public async Task TheGlobalGraceLeavesEverythingAsItIsAndThenStopsAll(Product product)
    {
        using Place place = new();
        await using Started weir = await Started.Foreground(product, place, "    grace 200\n");
        _ = weir.Family;

        weir.Signal(ProcessTree.SigUsr1);
        await weir.Says("[NOTICE]   (");
        await weir.Says("Scheduling a soft-stop in 200 ms.");
        Finished ran = await weir.End();

        Assert.Equal(0, ran.ExitCode);
        Assert.Matches(
            @"(?s)Scheduling .* : Grace period expired, proceeding with soft-stop now\.\n.*Proxy fe stopped",
            ran.Errors);
        await weir.NobodyIsLeft();
    }

    [Theory, WeirAlone(Gone)]
    public async Task AProxysOwnGraceWinsOverTheGlobalOne(Product product)
    {
        using Place slow = new();
        using Place quick = new();
        string path = slow.Write("two.cfg", $"""
            global
                grace 70000
            {Listen("slow", slow, "grace 60000")}
            {Listen("quick", quick, "grace 0")}
            """);
        await using Started weir = await Started.Ready(product, path);

        weir.Signal(ProcessTree.SigUsr1);
        await weir.Says("Proxy quick stopped (cumulated conns: FE: 0, BE: 0).");
        await Sockets.Expect(quick, 0);

        Assert.Contains($"[WARNING]  ({weir.Pid}) : Stopping proxy slow in 60000 ms.\n", weir.Errors);
        Assert.DoesNotContain("Proxy slow stopped", weir.Errors);
        Assert.DoesNotContain("Scheduling", weir.Errors);
        Assert.True(Sockets.Accepts(slow));
        Assert.False(Sockets.Accepts(quick));
        weir.Signal(ProcessTree.SigTerm);
        Assert.Equal(143, (await weir.End()).ExitCode);
    }

    [Theory, WeirAlone(Gone)]
    public async Task ADelayThatIsOverEndsTheProxyAndTheLastOneTheProcess(Product product)
    {
        using Place first = new();
        using Place last = new();
        string path = first.Write(
            "two.cfg", Listen("first", first, "grace 50") + Listen("last", last, "grace 300"));
        await using Started weir = await Started.Ready(product, path);
        _ = weir.Family;

        weir.Signal(ProcessTree.SigUsr1);
        Finished ran = await weir.End();

        Assert.Equal(0, ran.ExitCode);
        Assert.Matches(
            "(?s)Stopping proxy first in 50 ms.*Stopping proxy last in 300 ms.*first stopped.*last stopped",
            ran.Errors);
        await weir.NobodyIsLeft();
    }

    [Theory, WeirAlone(Gone)]
    public async Task AStoppedProxysClientsLeaveWhileTheOthersStay(Product product)
    {
        using Place slow = new();
        using Place quick = new();
        using Origin origin = new(answersAtOnce: false);
        string path = slow.Write("two.cfg", $"""
            {Listen("slow", slow, "grace 60000", origin.Address)}
            {Listen("quick", quick, "grace 0", origin.Address)}
            """);
        await using Started weir = await Started.Ready(product, path);
        using Client running = Client.Ask(quick, "keep-alive");
        await origin.Asked.WaitAsync(Patience.Limit);

        weir.Signal(ProcessTree.SigUsr1);
        await Sockets.Expect(quick, 0);
        origin.Allow();

        Assert.Equal("200 ok", await running.Answer()); // read up to the end of the connection
        Assert.Equal("200 ok", await Client.Get(slow));
        Assert.True(ProcessTree.IsAlive(weir.Pid));
    }

    [Theory, WeirAlone(Gone)]
    public async Task WhoDiesMeanwhileIsReplacedAndTakesNothingUpThatHasStopped(Product product)
    {
        using Place slow = new();
        using Place quick = new();
        using Origin origin = new(answersAtOnce: true);
        string path = slow.Write("two.cfg", $"""
            global
                nbthread 2
            {Listen("quick", quick, "grace 0", origin.Address)}
            {Listen("slow", slow, "grace 60000", origin.Address)}
            """);
        await using Started weir = await Started.Ready(product, path);
        weir.Signal(ProcessTree.SigUsr1);
        await Sockets.Expect(quick, 0);

        foreach (int worker in weir.Family.Where(pid => Started.RoleOf(pid) == "worker").ToArray())
        {
            ProcessTree.Signal(worker, ProcessTree.SigKill);
            await weir.Says($"Current worker ({worker}) exited");
        }

        Assert.Equal("200 ok", await Client.Get(slow));
        await Sockets.Expect(slow, 2);
        Assert.Equal(0, Sockets.Listening(quick.Port));
    }

    [Theory, WeirAlone(Gone)]
    public async Task ChecksGoOnDuringTheGraceAndEndWithTheProxy(Product product)
    {
        using Place slow = new();
        using Place quick = new();
        using Origin asked = new(answersAtOnce: true);
        using Origin forgotten = new(answersAtOnce: true);
        string path = slow.Write("two.cfg", $"""
            {Listen("slow", slow, "grace 60000", asked.Address + " check inter 20")}
            {Listen("quick", quick, "grace 0", forgotten.Address + " check inter 20")}
            """);
        await using Started weir = await Started.Ready(product, path);
        await Patience.Until(() => forgotten.Connections > 2, () => "it is not checked");

        weir.Signal(ProcessTree.SigUsr1);
        await weir.Says("Proxy quick stopped");
        await Asked(asked, 5); // the keeper has heard of it by then
        int before = forgotten.Connections;
        await Asked(asked, 20);

        Assert.Equal(before, forgotten.Connections);
    }

    [Theory, Both]
    public async Task WhatDoesNotEndIsCutAfterTheTimeThatItWasGiven(Product product)
    {
        using Origin origin = new(answersAtOnce: false);
        using Place place = new() { Server = origin.Address };
        await using Started weir = await Started.Foreground(product, place, "    hard-stop-after 200ms\n");
        _ = weir.Family;
        using Client running = Client.Ask(place);
        await origin.Asked.WaitAsync(Patience.Limit);

        weir.Signal(ProcessTree.SigUsr1);
        Finished ran = await weir.End();

        Assert.Equal(0, ran.ExitCode);
        Assert.Contains("soft-stop running for too long, performing a hard-stop.\n", ran.Errors);
        Assert.Contains("Proxy fe hard-stopped (1 remaining conns will be closed).\n", ran.Errors);
        Assert.DoesNotContain("200 ok", await running.Answer()); // 2.6 finds time for a 502
        await weir.NobodyIsLeft();
    }

    [Theory, Both]
    public async Task WhatEndsInTimeIsNotCut(Product product)
    {
        using Origin origin = new(answersAtOnce: false);
        using Place place = new() { Server = origin.Address };
        await using Started weir = await Started.Foreground(product, place, "    hard-stop-after 60s\n");
        using Client running = Client.Ask(place);
        await origin.Asked.WaitAsync(Patience.Limit);

        weir.Signal(ProcessTree.SigUsr1);
        await Sockets.Expect(place, 0);
        origin.Allow();

        Assert.Equal("200 ok", await running.Answer());
        Finished ran = await weir.End();
        Assert.Equal(0, ran.ExitCode);
        Assert.DoesNotContain("hard-stop", ran.Errors);
    }

    private static Task Asked(Origin origin, int more)
    {
        int until = origin.Connections + more;
        return Patience.Until(() => origin.Connections >= until, () => "it is not checked any more");
    }

    private static string Listen(string name, Place place, string line, string server = "127.0.0.1:1") =>
        $"""
        listen {name} 127.0.0.1:{place.Port}
            mode http
            timeout client 10s
            timeout server 10s
            timeout connect 10s
            {line}
            server s {server}

        """;
}
