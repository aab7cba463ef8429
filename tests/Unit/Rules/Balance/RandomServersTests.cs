using System;
using System.Linq;
using Weir.Model.Contracts;
using Weir.Model.Live;
using Weir.Model.Places;
using Weir.Rules.Balance;
using Xunit;

namespace Weir.Tests.Unit.Rules.Balance;

/// <summary>Seeds are given, so every run draws the same numbers and no bound is met by luck.</summary>
public sealed class RandomServersTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void SharesFollowTheWeights(int draws)
    {
        Farm farm = new("roundrobin", [1, 2, 3]);
        int[] hits = Hits(NewWorker(farm, draws, seed: 1), 6000);
        Assert.InRange(hits[0], 900, 1100);
        Assert.InRange(hits[1], 1850, 2150);
        Assert.InRange(hits[2], 2850, 3150);
    }

    [Fact]
    public void WorkersDrawDifferently()
    {
        Farm farm = new("roundrobin", [1, 1, 1, 1]);
        string first = Farm.Picks(NewWorker(farm, draws: 1, seed: 1), 40);
        Assert.NotEqual(first, Farm.Picks(NewWorker(farm, draws: 1, seed: 2), 40));
        Assert.NotEqual(
            Farm.Picks(Farm.Of("balance random(1)", "", "", "", "").NewWorker(), 60),
            Farm.Picks(Farm.Of("balance random(1)", "", "", "", "").NewWorker(), 60));
    }

    [Fact]
    public void TheLessBurdenedOfTwoIsTaken()
    {
        Farm farm = new("roundrobin", [1, 1, 1]);
        ServerPlaces hand = farm.Hand(1);
        for (int i = 0; i < 3; i++)
        {
            Assert.True(hand.TryTake(2, int.MaxValue));
        }

        // Only two draws of C give C: one in nine.
        int[] hits = Hits(NewWorker(farm, draws: 2, seed: 3), 9000);
        Assert.InRange(hits[2], 800, 1200);
        Assert.InRange(hits[0], 3700, 4300);
    }

    [Fact]
    public void BurdensAreComparedByWeight()
    {
        Farm farm = new("roundrobin", [1, 10]);
        ServerPlaces hand = farm.Hand(1);
        Assert.True(hand.TryTake(0, int.MaxValue));
        for (int i = 0; i < 5; i++)
        {
            Assert.True(hand.TryTake(1, int.MaxValue));
        }

        Assert.Equal(0, Hits(NewWorker(farm, draws: 200, seed: 4), 100)[0]);
    }

    [Fact]
    public void ServersThatGoComeOrChangeWeightCountAtOnce()
    {
        Farm farm = new("roundrobin", [1, 1]);
        IBalancer worker = NewWorker(farm, draws: 1, seed: 5);
        farm.Set(0, ServerHealth.Down);
        Assert.Equal(50, Hits(worker, 50)[1]);
        farm.Set(0, ServerHealth.Up);
        farm.SetWeight(0, 99);
        Assert.InRange(Hits(worker, 1000)[0], 970, 999);
        farm.Set(0, ServerHealth.Down);
        farm.Set(1, ServerHealth.Down);
        Assert.Equal(IBalancer.Nobody, Farm.Pick(worker));
    }

    [Fact]
    public void AFullServerAndOneThatHasFailedAreNotTaken()
    {
        Farm farm = new("roundrobin", [1, 1, 1], maxConn: 1);
        IBalancer worker = NewWorker(farm, draws: 2, seed: 6);
        ServerPlaces hand = farm.Hand(0);
        Assert.True(hand.TryTake(1, 1));
        Assert.All(Enumerable.Range(0, 50), _ => Assert.Equal(2, Farm.Pick(worker, avoid: 0)));
        Assert.True(hand.TryTake(2, 1));
        Assert.Equal(0, Farm.Pick(worker, avoid: 0));
        Assert.True(hand.TryTake(0, 1));
        Assert.Equal(IBalancer.NoRoom, Farm.Pick(worker));
    }

    [Fact]
    public void TheBalanceFactorBoundsTheDraw()
    {
        Farm farm = Farm.Of("balance random(1)\nhash-balance-factor 101", "", "", "");
        IBalancer worker = farm.NewWorker();
        ServerPlaces hand = farm.Hand(0);
        int[] held = new int[3];
        for (int i = 0; i < 300; i++)
        {
            held[farm.Hold(worker, hand) - 'A']++;
        }

        Assert.True(worker.ReadsLoads);
        Assert.All(held, count => Assert.InRange(count, 97, 103));
    }

    [Fact]
    public void PicksAllocateNothing()
    {
        Farm farm = new("roundrobin", [3, 2, 1]);
        IBalancer worker = NewWorker(farm, draws: 2, seed: 7);
        Farm.Pick(worker);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Hits(worker, 1000, into: stackalloc int[3]);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static RandomServers NewWorker(Farm farm, int draws, ulong seed) =>
        new(farm.Backend, 0, farm.Board, draws, seed);

    private static int[] Hits(IBalancer worker, int picks)
    {
        int[] hits = new int[3];
        Hits(worker, picks, hits);
        return hits;
    }

    private static void Hits(IBalancer worker, int picks, Span<int> into)
    {
        for (int i = 0; i < picks; i++)
        {
            into[Farm.Pick(worker)]++;
        }
    }
}
