using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Process.Traffic;
using Weir.Tests.Wire.Harness;
using Xunit;
using Xunit.Abstractions;

namespace Weir.Tests.Process.Faults;

/// <summary>
/// Workers are killed at random moments under load, one or two at a time: what they held is lost and nothing
/// else, and then the board is right to the last place.
/// </summary>
public sealed class KilledWorkers(ITestOutputHelper output)
{
    private const int SigStop = 19;
    private const int Kills = 20;
    private const int WorkerCount = 5;
    private const int Visitors = 16;
    private const int Crowd = 20;

    [Fact]
    public async Task TheirConnectionsAreLostAndNothingElse()
    {
        Dice dice = Dice.Rolled(output);
        await using UnderLoad load = await UnderLoad.Start(WorkerCount, Visitors, stay: true);
        HashSet<int> doomed = [];
        for (int kills = 0; kills < Kills;)
        {
            await Task.Delay(dice.Between(0, 40)); // any moment will do
            List<int> workers = load.Workers;
            int count = int.Min(Kills - kills, dice.Between(0, 3) == 0 ? 2 : 1);
            // Of the older ones: who dies young again and again is replaced after a pause.
            List<int> chosen = [.. workers.Take(3).OrderBy(_ => dice.Between(0, 1000)).Take(count)];
            foreach (int pid in chosen) ProcessTree.Signal(pid, SigStop);
            foreach (int pid in chosen) await IsStopped(pid);
            foreach (int pid in chosen) doomed.UnionWith(Holders.ClientsOf(pid, load.Place.Port));
            foreach (int pid in chosen) ProcessTree.Signal(pid, ProcessTree.SigKill);
            foreach (int pid in chosen) await load.Weir.Says($"Current worker ({pid}) exited with code 137");
            await Patience.Until(() => load.Workers.Count == WorkerCount, () => load.Weir.Errors);
            await load.MoreAnswers(Visitors);
            kills += chosen.Count;
        }

        await load.StopVisitors();
        output.WriteLine($"{Kills} kills: {load.Losses}");
        Assert.Empty(load.Losses.Wrong);
        Assert.Equal(0, load.Losses.Refused);
        Assert.All(load.Losses.Lost, loss => Assert.Contains(loss.Port, doomed));
        await EveryPlaceIsThere(load);
    }

    /// <summary>As many at once as there are places, no fewer and no more; the rest waits in turn.</summary>
    private static async Task EveryPlaceIsThere(UnderLoad load)
    {
        await Patience.Until(async () => await load.Streams() == 0, () => load.Weir.Errors);
        load.A.Shut();
        load.B.Shut();
        Client[] crowd = [.. Enumerable.Range(0, Crowd).Select(_ => Client.Ask(load.Place))];
        await Patience.Until(async () => await load.Streams() == Crowd, () => load.Weir.Errors);
        await Patience.Until(
            () => load.A.Waiting + load.B.Waiting >= 2 * UnderLoad.PlacesEach,
            () => $"{load.A.Waiting} at a, {load.B.Waiting} at b: places are lost");
        Assert.Equal(UnderLoad.PlacesEach, load.A.Waiting);
        Assert.Equal(UnderLoad.PlacesEach, load.B.Waiting);
        load.A.Open();
        load.B.Open();
        foreach (Client client in crowd)
        {
            Assert.StartsWith("200 ", await client.Answer());
            client.Dispose();
        }

        await Patience.Until(async () => await load.Streams() == 0, () => load.Weir.Errors);
    }

    private static Task IsStopped(int pid) => Patience.Until(
        () => System.IO.File.ReadAllText($"/proc/{pid}/stat").Contains(") T ", StringComparison.Ordinal),
        () => "it does not stop");
}
