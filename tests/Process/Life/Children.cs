using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Process.Life;

/// <summary>Master, keeper and workers: how many, by which name, and what becomes of those who die.</summary>
public sealed class Children
{
    private const string Family = "2.6 has no such processes";

    [Theory]
    [WeirAlone(Family, "    nbthread 3\n", "-db", 3)]
    [WeirAlone(Family, "    nbproc 3\n", "-db", 3)]
    [WeirAlone(Family, "    nbthread 3\n", "-d", 1)]
    [WeirAlone(Family, "", "-d", 1)]
    [WeirAlone(Family, "", "-db", 0)]
    public async Task ThereAreAsManyWorkersAsAskedFor(
        Product product, string global, string mode, int workers)
    {
        using Place place = new();
        await using Started weir = await Started.Serve(
            Binaries.PathOf(product), place, mode, "-V", "-f", place.Good(global));
        int expected = workers > 0 ? workers : Environment.ProcessorCount;

        await Patience.Until(
            () => Roles(weir).Count(role => role == "worker") == expected && Roles(weir).Contains("keeper"),
            () => string.Join(' ', Roles(weir)));

        await Sockets.Expect(place, expected);
    }

    [Theory, WeirAlone(Family)]
    public async Task EveryProcessBearsTheNameOfTheExecutedFile(Product product)
    {
        using Place place = new();
        string link = place.PathOf("haproxy");
        File.CreateSymbolicLink(link, Binaries.PathOf(product));

        await using Started weir = await Started.Serve(link, place, "-db", "-f", place.Good());
        await Patience.Until(() => weir.Family.Count >= 3, () => "too few processes");

        Assert.All(weir.Family, pid => Assert.Equal("haproxy\n", File.ReadAllText($"/proc/{pid}/comm")));
    }

    [Theory, WeirAlone(Family)]
    public async Task AnImageReplacedOnDiskIsNotMixedWithTheRunningOne(Product product)
    {
        using Place place = new();
        string copy = place.PathOf("haproxy");
        Binaries.CopyOf(product, copy);
        string path = place.Good("    nbthread 1\n");
        await using Started weir = await Started.Ready(copy, path);
        int worker = await weir.ChildOf("worker");
        File.Delete(copy);

        ProcessTree.Signal(worker, ProcessTree.SigKill);
        await weir.Says("New worker (");
        int next = await weir.ChildOf("worker");

        Assert.NotEqual(worker, next);
        await Patience.Until(
            () => File.ReadAllText($"/proc/{next}/comm") == "haproxy\n",
            () => File.ReadAllText($"/proc/{next}/comm"));
    }

    [Theory]
    [WeirAlone(Family, "worker")]
    [WeirAlone(Family, "keeper")]
    public async Task WhoIsKilledIsReportedAndReplaced(Product product, string role)
    {
        using Place place = new();
        await using Started weir = await Started.WholeFamily(product, place, "    nbthread 2\n");
        int killed = await weir.ChildOf(role);
        string[] before = Roles(weir);

        ProcessTree.Signal(killed, ProcessTree.SigKill);
        await weir.Says($"[ALERT]    ({weir.Pid}) : Current {role} ({killed}) exited with code 137 (Killed)");
        await weir.Says($"[NOTICE]   ({weir.Pid}) : New {role} (");

        await Patience.Until(() => Roles(weir).SequenceEqual(before), () => string.Join(' ', Roles(weir)));
        await Sockets.Expect(place, 2);
        Assert.DoesNotContain(killed, weir.Family);
    }

    [Theory, WeirAlone(Family)]
    public async Task OneThatKeepsDyingIsNotReplacedInALoop(Product product)
    {
        using Place place = new();
        await using Started weir = await Started.WholeFamily(product, place, "    nbthread 1\n");

        for (int death = 1; death <= 4; death++)
        {
            int worker = await weir.ChildOf("worker");
            ProcessTree.Signal(worker, ProcessTree.SigKill);
            await weir.Says($"Current worker ({worker}) exited");
        }

        await weir.Says("again: the next one starts in");
        await weir.ChildOf("worker");
    }

    [Theory, WeirAlone(Family)]
    public async Task WithoutTheirMasterChildrenFinishAndEnd(Product product)
    {
        using Place place = new();
        await using Started weir = await Started.WholeFamily(product, place);
        await weir.ChildOf("keeper");

        weir.Signal(ProcessTree.SigKill);

        await weir.NobodyIsLeft();
        await Sockets.Expect(place, 0);
    }

    [Theory, WeirAlone(Family)]
    public async Task AMasterThatReplacedItsChildrenStillHoldsAsManyDescriptors(Product product)
    {
        using Place place = new();
        await using Started weir = await Started.WholeFamily(product, place, "    nbthread 1\n");
        int worker = await weir.ChildOf("worker");
        int keeper = await weir.ChildOf("keeper");
        int before = ProcessTree.DescriptorsOf([weir.Pid]);

        ProcessTree.Signal(worker, ProcessTree.SigKill);
        ProcessTree.Signal(keeper, ProcessTree.SigKill);
        await weir.Says("New worker (");
        await weir.Says("New keeper (");

        Assert.Equal(before, ProcessTree.DescriptorsOf([weir.Pid]));
    }

    private static string[] Roles(Started weir) =>
        [.. weir.Family.Select(Started.RoleOf).Order(StringComparer.Ordinal)];
}
