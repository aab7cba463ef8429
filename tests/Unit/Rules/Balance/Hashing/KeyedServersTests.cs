using System;
using System.Linq;
using Weir.Model.Contracts;
using Weir.Model.Live;
using Weir.Model.Places;
using Xunit;

namespace Weir.Tests.Unit.Rules.Balance.Hashing;

public sealed class KeyedServersTests
{
    private const string Ring = "\nhash-type consistent";

    [Theory]
    [InlineData("")]
    [InlineData(Ring)]
    public void EveryWorkerSendsAKeyToTheSameServer(string type)
    {
        Farm farm = Farm.Of("balance uri" + type, "", "weight 3", "weight 2");
        IBalancer[] workers = [farm.NewWorker(), farm.NewWorker()];
        for (int i = 0; i < 200; i++)
        {
            BalanceKey key = Farm.KeyOf(workers[0], $"/page/{i}?x={i}");
            Assert.Equal(key, Farm.KeyOf(workers[1], $"/page/{i}"));
            Assert.Equal(Farm.PickFor(workers[0], key), Farm.PickFor(workers[1], key));
        }
    }

    [Fact]
    public void SharesOfTheMapAreExactlyTheWeights()
    {
        Farm farm = Farm.Of(
            "balance url_param n\nhash-type map-based none", "weight 2", "weight 4", "weight 6");
        IBalancer worker = farm.NewWorker();
        int[] hits = new int[3];
        for (int i = 0; i < 600; i++)
        {
            hits[Farm.PickFor(worker, Farm.KeyOf(worker, $"/?n={i}"))]++;
        }

        Assert.Equal([100, 200, 300], hits);
    }

    [Theory]
    [InlineData("balance url_param id")]
    [InlineData("balance hdr(x-key)")]
    [InlineData("balance url_param id" + Ring)]
    [InlineData("balance hdr(x-key)" + Ring)]
    public void RequestsWithoutAKeyTakeTurnsOverAllWorkers(string lines)
    {
        Farm farm = Farm.Of(lines, "weight 1", "weight 2", "weight 3");
        IBalancer[] workers = [farm.NewWorker(), farm.NewWorker(), farm.NewWorker()];
        Assert.Equal(BalanceKey.None, Farm.KeyOf(workers[0], "/?no=1"));
        Random random = new(2);
        string picks = string.Concat(Enumerable.Range(0, 18).Select(_ =>
            (char)('A' + Farm.PickFor(workers[random.Next(3)], BalanceKey.None))));
        Assert.Equal("ACBCBCACBCBCACBCBC", picks); // seen on 2.6, map-based
    }

    [Fact]
    public void AWeightChangedOnTheFlyMovesKeysOnTheRingOnly()
    {
        Farm map = Farm.Of("balance uri", "weight 10", "weight 10");
        Farm ring = Farm.Of("balance uri" + Ring, "weight 10", "weight 10");
        string onMap = Picks(map);
        string onRing = Picks(ring);
        map.SetWeight(1, 90);
        ring.SetWeight(1, 90);
        Assert.Equal(onMap, Picks(map));
        string later = Picks(ring);
        Assert.True(later.Count(static one => one == 'B') > onRing.Count(static one => one == 'B'));
        Assert.All(onRing.Zip(later), static key =>
            Assert.True(key.First == key.Second || key.Second == 'B'));
    }

    [Theory]
    [InlineData("")]
    [InlineData(Ring)]
    public void AServerThatComesBackHasItsKeysAgain(string type)
    {
        Farm farm = Farm.Of("balance uri" + type, "", "", "", "");
        string before = Picks(farm);
        farm.Set(2, ServerHealth.Down);
        Assert.DoesNotContain('C', Picks(farm));
        farm.Set(2, ServerHealth.Up);
        Assert.Equal(before, Picks(farm));
    }

    [Theory]
    [InlineData("")]
    [InlineData(Ring)]
    public void AServerThatHasJustFailedIsTakenOnlyWhenItIsTheLast(string type)
    {
        Farm farm = Farm.Of("balance uri" + type, "", "");
        IBalancer worker = farm.NewWorker();
        BalanceKey key = Farm.KeyOf(worker, "/");
        int home = Farm.PickFor(worker, key);
        Assert.Equal(1 - home, Farm.PickFor(worker, key, avoid: home));
        Assert.Equal(home, Farm.PickFor(worker, key, avoid: 1 - home));
        farm.Set(1 - home, ServerHealth.Down);
        Assert.Equal(home, Farm.PickFor(worker, key, avoid: home));
        farm.Set(home, ServerHealth.Down);
        Assert.Equal(IBalancer.Nobody, Farm.PickFor(worker, key));
    }

    [Fact]
    public void NoServerCarriesMoreThanItsShare()
    {
        Farm farm = Farm.Of("balance uri" + Ring + "\nhash-balance-factor 125", "", "", "weight 2");
        IBalancer worker = farm.NewWorker();
        ServerPlaces hand = farm.Hand(0);
        BalanceKey key = Farm.KeyOf(worker, "/the/one/page");
        int[] held = new int[3];
        for (int i = 1; i <= 400; i++)
        {
            int server = Farm.PickFor(worker, key);
            Assert.True(hand.TryTake(server, int.MaxValue));
            held[server]++;
            int share = server == 2 ? 2 : 1;
            Assert.InRange(held[server], 1, Math.Ceiling(Math.Ceiling(i * 1.25) * share / 4));
        }

        Assert.True(worker.ReadsLoads);
        Assert.All(held, static count => Assert.True(count > 0));
    }

    [Fact]
    public void WithoutABalanceFactorLoadsAreNotAskedFor()
    {
        Assert.False(Farm.Of("balance uri" + Ring, "").NewWorker().ReadsLoads);
        Assert.False(Farm.Of("balance uri\nhash-balance-factor 150", "").NewWorker().ReadsLoads);
    }

    [Fact]
    public void PicksAllocateNothing()
    {
        Farm farm = Farm.Of("balance uri" + Ring + "\nhash-balance-factor 125", "", "", "weight 2");
        IBalancer worker = farm.NewWorker();
        BalanceKey key = Farm.KeyOf(worker, "/");
        Farm.PickFor(worker, key);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            farm.Set(1, (i & 1) == 0 ? ServerHealth.Down : ServerHealth.Up);
            Farm.PickFor(worker, key, avoid: i & 3);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static string Picks(Farm farm)
    {
        IBalancer worker = farm.NewWorker();
        return string.Concat(Enumerable.Range(0, 200).Select(i =>
            (char)('A' + Farm.PickFor(worker, Farm.KeyOf(worker, $"/a/{i}/b")))));
    }
}
