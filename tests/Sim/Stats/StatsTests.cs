using System.Collections.Generic;
using System.Linq;
using Weir.Tests.Sim.Network;
using Xunit;

namespace Weir.Tests.Sim.Stats;

/// <summary>A page on its way from the keeper through a worker to readers of all kinds.</summary>
public sealed class StatsTests
{
    private const int Lines = StatsBench.Servers + 3; // the header, the frontend, the backend

    [Fact]
    public void EachReaderGetsTheWholePage() => SimRun.Each(
        5, SimFaults.Rough, StatsBench.Limits, static network =>
        {
            using StatsBench bench = new(network);
            List<PageReader> readers = Readers(network, bench);
            bench.RunUntil(() => readers.All(static one => one.IsDone));
            Assert.All(readers, static one => AssertIsWhole(one));
            bench.AssertNothingIsLeft();
        },
        hasSeveralHosts: true);

    [Fact]
    public void NothingIsLeftOnABadNetworkAndOfReadersThatLeave() => SimRun.Each(
        10, SimFaults.Wild, StatsBench.Limits, static network =>
        {
            using StatsBench bench = new(network);
            List<PageReader> readers = Readers(network, bench);
            PageReader rude = new(network, 3) { IsImpatient = true };
            bench.Connect(rude);
            bench.RunUntil(() => rude.IsDone && readers.All(static one => one.IsDone));
            bench.AssertNothingIsLeft();
        },
        hasSeveralHosts: true);

    [Fact]
    public void AKeeperThatDiesLosesWhatItHasBegunAndNothingElse() => SimRun.Each(
        10, SimFaults.Rough, StatsBench.Limits, static network =>
        {
            using StatsBench bench = new(network);
            List<PageReader> readers = Readers(network, bench);
            bench.RunUntil(() => readers.Any(static one => one.Got.Length > 5_000));
            bench.ReplaceKeeper();
            bench.RunUntil(() => readers.All(static one => one.IsDone));
            PageReader late = new(network, 0);
            bench.Connect(late);
            bench.RunUntil(() => late.IsDone);
            AssertIsWhole(late);
            bench.AssertNothingIsLeft();
        },
        hasSeveralHosts: true);

    private static List<PageReader> Readers(SimNetwork network, StatsBench bench)
    {
        List<PageReader> readers = [];
        for (int i = 0; i < 12; i++)
        {
            readers.Add(new PageReader(network, i % 4));
            bench.Connect(readers[^1]);
        }

        return readers;
    }

    private static void AssertIsWhole(PageReader reader)
    {
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", reader.Got);
        Assert.True(reader.IsWhole);
        Assert.Equal(Lines, reader.Got.Split(",\n").Length - 1);
    }
}
