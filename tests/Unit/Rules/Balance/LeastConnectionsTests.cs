using System;
using System.Linq;
using System.Threading.Tasks;
using Weir.Model.Contracts;
using Weir.Model.Live;
using Weir.Model.Places;
using Xunit;

namespace Weir.Tests.Unit.Rules.Balance;

public sealed class LeastConnectionsTests
{
    [Theory] // seen on 2.6
    [InlineData(new[] { 1, 1, 1 }, "ABCABCAB")]
    [InlineData(new[] { 1, 3 }, "ABBBBBABBBABBB")]
    [InlineData(new[] { 1, 2, 3 }, "ABCCBCCBCABCCB")]
    public void RequestsThatStayGoWhereTheyBurdenLeast(int[] weights, string expected)
    {
        Farm farm = new("leastconn", weights);
        Assert.Equal(expected, Hold(farm, expected.Length));
    }

    [Fact]
    public void SharesOfRequestsThatStayAreThoseOfTheWeights()
    {
        Farm farm = new("leastconn", [1, 2, 3, 10]);
        string held = Hold(farm, 1600);
        Assert.All("ABCD".Zip([100, 200, 300, 1000]), share =>
            Assert.InRange(held.Count(one => one == share.First), share.Second - 2, share.Second + 2));
    }

    [Fact]
    public void RequestsThatLeaveAtOnceGoRound()
    {
        Farm farm = new("leastconn", [1, 7, 1]);
        IBalancer worker = farm.NewWorker();
        ServerPlaces hand = farm.Hand(0);
        string seen = "";
        for (int i = 0; i < 9; i++)
        {
            char server = farm.Hold(worker, hand);
            Farm.GiveBack(hand, server);
            seen += server;
        }

        Assert.Equal("ABCABCABC", seen);
    }

    [Fact]
    public void AmongEqualsTheOneLeftAloneTheLongestIsNext()
    {
        Farm farm = new("leastconn", [1, 1, 1]);
        IBalancer worker = farm.NewWorker();
        ServerPlaces hand = farm.Hand(0);
        Assert.Equal("ABC", Hold(farm, 3));
        Farm.GiveBack(hand, 'B');
        Farm.GiveBack(hand, 'A');
        Assert.Equal('B', farm.Hold(worker, hand));
        Assert.Equal('A', farm.Hold(worker, hand));
        Assert.Equal('C', farm.Hold(worker, hand));
    }

    [Fact]
    public void WhatOtherWorkersHoldCounts()
    {
        Farm farm = new("leastconn", [1, 1]);
        ServerPlaces other = farm.Hand(1);
        Assert.True(other.TryTake(0, int.MaxValue));
        Assert.True(other.TryTake(0, int.MaxValue));
        Assert.Equal("BBA", Hold(farm, 3));
    }

    [Fact]
    public void WhatWaitsForAServerCounts()
    {
        Farm farm = new("leastconn", [1, 1]);
        ulong arrival = 0;
        ServerPlaces hand = farm.Hand(1);
        hand.Join(0, 0, ref arrival);
        hand.Publish(0, 0, arrival);
        Assert.Equal('B', (char)('A' + Farm.Pick(farm.NewWorker())));
    }

    [Fact]
    public void WhatADeadWorkerHeldIsForgotten()
    {
        Farm farm = new("leastconn", [1, 1]);
        ServerPlaces dead = farm.Hand(2);
        for (int i = 0; i < 5; i++)
        {
            Assert.True(dead.TryTake(0, int.MaxValue));
        }

        Assert.Equal(1, Farm.Pick(farm.NewWorker()));
        Assert.True(farm.Board.TryClearGauges(1ul << 2));
        Assert.Equal("AB", Hold(farm, 2));
    }

    [Fact]
    public async Task ParallelWorkersKeepTheLoadsEven()
    {
        const int each = 2000;
        Farm farm = new("leastconn", [1, 1, 1, 1, 1]);
        await Task.WhenAll(Enumerable.Range(0, Farm.WorkersMax).Select(worker => Task.Run(() =>
        {
            IBalancer balancer = farm.NewWorker();
            ServerPlaces hand = farm.Hand(worker);
            for (int i = 0; i < each; i++)
            {
                farm.Hold(balancer, hand);
            }
        })));
        int[] held = [.. Enumerable.Range(0, 5).Select(server => farm.Board.Places.Server(server).Held)];
        Assert.Equal(Farm.WorkersMax * each, held.Sum());
        // Between a pick and its place each worker can be mistaken by what the others do at that moment.
        Assert.InRange(held.Max() - held.Min(), 0, 2 * Farm.WorkersMax);
    }

    [Fact]
    public void ServersThatGoComeOrChangeWeightCountAtOnce()
    {
        Farm farm = new("leastconn", [1, 1]);
        farm.Set(0, ServerHealth.Down);
        Assert.Equal("BBB", Hold(farm, 3));
        farm.Set(0, ServerHealth.Up);
        Assert.Equal("AAA", Hold(farm, 3)); // 0, 1, 2 held, against 3
        farm.SetWeight(0, 4);
        Assert.Equal("AAAAAAAAA", Hold(farm, 9)); // 4/4 .. 12/4, against 4/1
    }

    [Fact]
    public void AServerThatHasJustFailedIsTakenOnlyWhenItIsTheLast()
    {
        Farm farm = new("leastconn", [1, 1]);
        Assert.Equal("AB", Hold(farm, 2));
        IBalancer worker = farm.NewWorker();
        Assert.Equal(1, Farm.Pick(worker, avoid: 0));
        farm.Set(1, ServerHealth.Down);
        Assert.Equal(0, Farm.Pick(worker, avoid: 0));
        farm.Set(0, ServerHealth.Down);
        Assert.Equal(IBalancer.Nobody, Farm.Pick(worker, avoid: 0));
    }

    [Fact]
    public void AFullServerIsPassedOverUntilAllAreFull()
    {
        Farm farm = new("leastconn", [1, 100], maxConn: 3);
        Assert.Equal("ABBBAA", Hold(farm, 6));
        Assert.Equal(IBalancer.NoRoom, Farm.Pick(farm.NewWorker()));
        Farm.GiveBack(farm.Hand(0), 'A');
        Assert.Equal(0, Farm.Pick(farm.NewWorker()));
    }

    [Fact]
    public void PicksAllocateNothing()
    {
        Farm farm = new("leastconn", [3, 2, 1]);
        IBalancer worker = farm.NewWorker();
        Farm.Pick(worker);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            farm.Set(1, (i & 1) == 0 ? ServerHealth.Down : ServerHealth.Up);
            Farm.Pick(worker, avoid: i & 3);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static string Hold(Farm farm, int count)
    {
        IBalancer worker = farm.NewWorker();
        ServerPlaces hand = farm.Hand(0);
        return string.Concat(Enumerable.Range(0, count).Select(_ => farm.Hold(worker, hand)));
    }
}
