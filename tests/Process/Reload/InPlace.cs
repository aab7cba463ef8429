using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Process.Traffic;
using Weir.Tests.Wire.Harness;
using Xunit;
using Xunit.Abstractions;

namespace Weir.Tests.Process.Reload;

/// <summary>USR2 with an unchanged binary: the processes stay, and so does everybody who is served.</summary>
public sealed class InPlace(ITestOutputHelper output)
{
    private const string Alone = "2.6 has no such master";
    private const int Clients = 200;

    /// <summary>What a process may hold more at the end than after the warm-up, in KiB.</summary>
    private const int MemoryBoundKib = 4096;

    [Theory, WeirAlone(Alone, "", 100), WeirAlone(Alone, "ring", 20)]
    public async Task ReloadsUnderLoadLoseNothing(Product product, string io, int rounds)
    {
        using EchoServer first = new("first");
        using EchoServer second = new("second");
        using EchoServer third = new("third");
        using Place place = new();
        using Place other = new();
        string file = place.Write("good.cfg", Changing(place, other, 0, first, first));
        await using Started weir = await Started.Ready(Binaries.PathOf(product), file, io);
        await using Held held = await Held.Begin(place.Endpoint, first, rounds);
        Tally tally = new();
        using CancellationTokenSource stop = new();
        Task[] clients = [.. Enumerable.Range(0, Clients).Select(
            one => new KeptClient(place.Endpoint, $"c{one}", tally).Run(stop.Token))];
        await Patience.Until(() => tally.Answered > 2 * Clients, tally.ToString);

        int[] before = [.. weir.Family];
        int[] descriptors = [];
        int[] memory = [];
        for (int round = 1; round <= rounds; round++)
        {
            (EchoServer one, EchoServer two) = round % 3 == 0 ? (first, second) : round % 3 == 1
                ? (second, third) : (third, first);
            place.Write("good.cfg", Changing(place, other, round, one, two));
            await Reload(weir, round);
            Assert.Equal("", await held.Move());
            if (round % 2 == 1) Assert.StartsWith("200 ", await Client.Get(other, $"/o{round}"));
            if (round == rounds / 5) (descriptors, memory) = Weigh(before);
        }

        (int[] descriptorsAfter, int[] memoryAfter) = Weigh(before);
        await stop.CancelAsync();
        await Task.WhenAll(clients);
        Assert.Equal("", await held.End());
        output.WriteLine($"{rounds} reloads, {tally}");
        output.WriteLine($"descriptors {Join(descriptors)} -> {Join(descriptorsAfter)}, "
            + $"KiB {Join(memory)} -> {Join(memoryAfter)}");

        Assert.Empty(tally.Faults);
        Assert.Equal(tally.Sent, tally.Answered);
        Assert.Equal(Clients, tally.Connections);
        Assert.Equal(0, first.Repeated + second.Repeated + third.Repeated);
        int more = 3 + (rounds / 2); // a tunnel, a download and an upload; the other address
        Assert.Equal(tally.Sent + more, first.Requests + second.Requests + third.Requests);
        Assert.Equal(before, weir.Family);
        Assert.DoesNotContain("ALERT", weir.Errors, StringComparison.Ordinal);
        for (int i = 0; i < before.Length; i++)
        {
            // Connections to servers come and go with the load: as many as there are clients, and a few more.
            Assert.InRange(descriptorsAfter[i], 0, descriptors[i] + Clients);
            Assert.InRange(memoryAfter[i], 0, memory[i] + MemoryBoundKib);
        }
    }

    [Theory, WeirAlone(Alone)]
    public async Task QueuesStatesAndCountsSurvive(Product product)
    {
        using EchoServer server = new("a");
        string servers = $"{server.Address} maxconn 1\n    server dead 127.0.0.1:1 check";
        using Place place = new() { Server = servers };
        await using Started weir = await Started.Ready(product, place.Good("    nbthread 2\n"));
        await weir.Says("Server be/dead is DOWN");
        using Client holder = Client.Ask(place, path: "/down/1");
        await Dumps(weir, "Conn: 1 act, 0 pend, 1 tot.", "0 pend (0 unass)");
        List<Client> waiting = [];
        for (int i = 0; i < 6; i++)
        {
            waiting.Add(Client.Ask(place, path: $"/q{i}"));
            await Dumps(weir, "Conn: 1 act, 0 pend, 1 tot.", $"{i + 1} pend ({i + 1} unass)");
        }

        for (int round = 1; round <= 3; round++)
        {
            place.Rewrite(text => text.Replace(
                "timeout connect 10s", $"timeout connect 1{round}s", StringComparison.Ordinal)
                + (round == 1 ? "    option redispatch\n" : ""));
            await Reload(weir, round);
            await Dumps(weir, "Conn: 1 act, 0 pend, 1 tot.", "6 pend (6 unass)");
        }

        server.SendPiece();
        for (int i = 0; i < waiting.Count; i++)
        {
            Assert.Equal($"200 q{i} a", await waiting[i].Answer());
            waiting[i].Dispose();
        }

        Assert.Equal(["/down/1", "/q0", "/q1", "/q2", "/q3", "/q4", "/q5"], server.Order);
        await Dumps(weir, "Conn: 0 act, 0 pend, 7 tot.", "0 pend (0 unass)");
        Assert.Equal(1, CountOf(weir, "Server be/dead is DOWN, reason"));
    }

    [Theory, WeirAlone(Alone)]
    public async Task ClientsOfAFrontendThatIsGoneHaveOneMoreAnswer(Product product)
    {
        using EchoServer server = new("a");
        using Place place = new() { Server = server.Address };
        using Place other = new();
        string more = $"listen gone\n    bind 127.0.0.1:{other.Port}\n    server a {server.Address}\n";
        place.Write("good.cfg", place.Text("    nbthread 2\n") + more);
        await using Started weir = await Started.Ready(product, place.PathOf("good.cfg"));
        using Kept stays = await Kept.To(place.Endpoint);
        using Kept leaves = await Kept.To(other.Endpoint);
        Assert.Equal("200 keep", await stays.Ask("/1"));
        Assert.Equal("200 keep", await leaves.Ask("/2"));

        place.Write("good.cfg", place.Text("    nbthread 2\n"));
        await Reload(weir, 1);

        await Sockets.Expect(other, 0);
        Assert.Equal("200 close", await leaves.Ask("/3"));
        Assert.Equal("200 keep", await stays.Ask("/4"));
    }

    [Theory, WeirAlone(Alone)]
    public async Task WhoDiesInTheMiddleIsReplacedByOneThatKnowsTheNewest(Product product)
    {
        using EchoServer first = new("first");
        using EchoServer second = new("second");
        using Place place = new() { Server = first.Address };
        await using Started weir = await Started.Ready(product, place.Good("    nbthread 2\n"));
        Random dice = new(4711);
        for (int round = 1; round <= 9; round++)
        {
            (EchoServer from, EchoServer to) = round % 2 == 1 ? (first, second) : (second, first);
            place.Rewrite(text => text.Replace(from.Address, to.Address, StringComparison.Ordinal));
            int[] children = [.. weir.Family.Where(pid => pid != weir.Pid)];
            weir.Signal(Reloads.SigUsr2);
            for (int spin = dice.Next(0, 200); spin > 0; spin--) Thread.Yield();
            // Each in turn: one that keeps dying is waited for before it is replaced.
            ProcessTree.Signal(children[round % children.Length], ProcessTree.SigKill);
            int expected = round;
            await Patience.Until(
                () => CountOf(weir, "Loading success.") == expected,
                () => $"round {expected}\n{weir.Errors}");
            await Patience.Until(
                () => weir.Family.Count == 4 && CountOf(weir, "exited with code 137") == expected,
                () => $"round {expected}\n{weir.Errors}");
            string name = round % 2 == 1 ? "second" : "first";
            for (int ask = 0; ask < 8; ask++)
            {
                Assert.Equal($"200 r{round}-{ask} {name}", await Client.Get(place, $"/r{round}-{ask}"));
            }
        }
    }

    /// <summary>One that cannot is enough: all go on as before, and the next try is as good.</summary>
    [Theory, WeirAlone(Alone)]
    public async Task AWorkerThatCannotFailsTheWholeReload(Product product)
    {
        using EchoServer first = new("first");
        using EchoServer second = new("second");
        using Place place = new() { Server = first.Address };
        await using Started weir = await Started.Ready(product, place.Good("    nbthread 2\n"));
        using Kept stays = await Kept.To(place.Endpoint);
        Assert.Equal("200 keep", await stays.Ask("/1"));
        int[] before = [.. weir.Family];
        int worker = await weir.ChildOf("worker");
        ulong memory = ProcessTree.LeaveNoMemory(worker);

        place.Rewrite(text => text.Replace(first.Address, second.Address, StringComparison.Ordinal));
        weir.Signal(Reloads.SigUsr2);
        await weir.Says($"The worker ({worker}) has no memory or no descriptors left");
        await weir.Says("Loading failure!");
        Assert.Equal(before, weir.Family);
        Assert.EndsWith(" first", await Client.Get(place), StringComparison.Ordinal);

        ProcessTree.SetMemoryLimit(worker, memory);
        ulong descriptors = ProcessTree.LeaveDescriptors(worker, 0);
        weir.Signal(Reloads.SigUsr2);
        await Patience.Until(() => CountOf(weir, "Loading failure!") == 2, () => weir.Errors);
        ProcessTree.SetDescriptorLimit(worker, descriptors);
        await Reload(weir, 1);
        Assert.Equal(before, weir.Family);
        Assert.EndsWith(" second", await Client.Get(place), StringComparison.Ordinal);
        Assert.Equal("200 keep", await stays.Ask("/2"));
    }

    [Theory, WeirAlone(Alone)]
    public async Task SignalsInQuickSuccessionEndWithTheLastFile(Product product)
    {
        using EchoServer first = new("first");
        using EchoServer second = new("second");
        using Place place = new() { Server = first.Address };
        await using Started weir = await Started.Ready(product, place.Good("    nbthread 2\n"));
        int[] before = [.. weir.Family];
        for (int i = 0; i < 20; i++) weir.Signal(Reloads.SigUsr2);
        place.Rewrite(text => text.Replace(first.Address, second.Address, StringComparison.Ordinal));
        weir.Signal(Reloads.SigUsr2);
        await Patience.Until(
            () => Client.Get(place).Result.EndsWith(" second", StringComparison.Ordinal),
            () => weir.Errors);
        Assert.Equal(before, weir.Family);
        Assert.Equal(0, CountOf(weir, "Loading failure!"));
    }

    [Theory, WeirAlone(Alone)]
    public async Task WhatProcessesCannotChangeStartsThemAnew(Product product)
    {
        using EchoServer server = new("a");
        using Place place = new() { Server = server.Address };
        await using Started weir = await Started.Ready(product, place.Good("    nbthread 2\n"));
        int worker = await weir.ChildOf("worker");

        place.Good("    nbthread 3\n");
        await Reload(weir, 1);

        Assert.Equal(1, CountOf(weir, "changes the number of processes: processes are started anew."));
        await Patience.Until(() => !ProcessTree.IsAlive(worker), () => weir.Errors);
        Assert.Equal(5, weir.Family.Count);
        Assert.StartsWith("200 ", await Client.Get(place), StringComparison.Ordinal);

        int[] before = [.. weir.Family];
        place.Rewrite(text => text.Replace("maxconn 100", "maxconn 50", StringComparison.Ordinal));
        await Reload(weir, 2);
        place.Rewrite(text => text + Servers(150));
        await Reload(weir, 3);
        Assert.Equal(before, weir.Family);
        Assert.StartsWith("200 ", await Client.Get(place), StringComparison.Ordinal);

        place.Rewrite(text => text + $"backend more\n{Servers(1500)}");
        await Reload(weir, 4);
        await Patience.Until(
            () => weir.Family.Count == 5 && !before.Any(pid => pid != weir.Pid && ProcessTree.IsAlive(pid)),
            () => weir.Errors);
        Assert.StartsWith("200 ", await Client.Get(place), StringComparison.Ordinal);
        Assert.Equal(2, CountOf(weir, "processes are started anew."));

        static string Servers(int count) => string.Concat(Enumerable.Range(0, count).Select(
            static one => $"    server s{one} 127.0.0.1:{1000 + one} weight 0\n"));
    }

    /// <summary>A configuration that differs in many ways from the one of the round before.</summary>
    private static string Changing(
        Place place, Place other, int round, EchoServer one, EchoServer two) =>
        $"""
        global
            nbthread 2
            maxconn {2000 - round}
        defaults
            mode http
            timeout client {30 + round}s
            timeout server 30s
            timeout connect 10s
        frontend fe
            bind 127.0.0.1:{place.Port}
            {(round % 2 == 1 ? $"bind 127.0.0.1:{other.Port}" : "")}
            {(round % 5 == 1 ? "maxconn 900" : "")}
            default_backend {(round % 4 == 3 ? "be2" : "be")}
        backend be
            balance {(round % 3 == 0 ? "leastconn" : "roundrobin")}
            cookie C{round % 7} insert
            server fixed {one.Address} cookie f{round} weight {1 + (round % 3)} maxconn {150 + round}
            server s{round} {two.Address} cookie s
        backend be2
            server fixed {two.Address} maxconn {(round % 2 == 0 ? 300 : 40)}

        """;

    private static (int[] Descriptors, int[] Kib) Weigh(int[] pids) => (
        [.. pids.Select(static pid => ProcessTree.DescriptorsOf([pid]))],
        [.. pids.Select(static pid => int.Parse(File.ReadLines($"/proc/{pid}/status")
            .First(static line => line.StartsWith("RssAnon:", StringComparison.Ordinal))[8..^2].Trim()))]);

    private static string Join(int[] all) => string.Join('/', all);

    private static Task Reload(Started weir, int times)
    {
        weir.Signal(Reloads.SigUsr2);
        return Patience.Until(
            () => CountOf(weir, "Loading success.") == times, () => $"reload {times}\n{weir.Errors}");
    }

    /// <summary>The states that HUP asks for come to say this of server a and its backend.</summary>
    private static async Task Dumps(Started weir, string ofServer, string ofBackend)
    {
        string server = $"SIGHUP: Server be/a is UP. {ofServer}";
        await Patience.Until(
            () =>
            {
                int from = weir.Errors.Length;
                weir.Signal(Reloads.SigHup);
                SpinWait.SpinUntil(
                    () => weir.Errors.IndexOf("SIGHUP: Proxy be", from, StringComparison.Ordinal) >= 0, 1000);
                string now = weir.Errors[from..];
                return now.Contains(server, StringComparison.Ordinal)
                    && now.Contains(ofBackend, StringComparison.Ordinal);
            },
            () => $"{server} {ofBackend}\n{weir.Errors}");
    }

    private static int CountOf(Started weir, string text) => weir.Errors.Split(text).Length - 1;
}
