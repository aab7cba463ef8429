using System.Linq;
using Weir.Model.Contracts;
using Weir.Model.Live;
using Weir.Model.Places;
using Xunit;

namespace Weir.Tests.Unit.Rules.Balance;

public sealed class FirstServerTests
{
    [Fact]
    public void TheFirstIsFilledBeforeTheNextIsUsed()
    {
        Farm farm = new("first", [1, 9, 1], maxConn: 2);
        IBalancer worker = farm.NewWorker();
        ServerPlaces hand = farm.Hand(0);
        Assert.Equal("AABBCC", string.Concat(Enumerable.Range(0, 6).Select(_ => farm.Hold(worker, hand))));
        Assert.Equal(IBalancer.NoRoom, Farm.Pick(worker));
        Farm.GiveBack(hand, 'B');
        Assert.Equal('B', farm.Hold(worker, hand));
    }

    [Fact]
    public void WhatOtherWorkersHoldFillsAServer()
    {
        Farm farm = new("first", [1, 1], maxConn: 2);
        Assert.True(farm.Hand(1).TryTake(0, 2));
        Assert.True(farm.Hand(2).TryTake(0, 2));
        Assert.Equal(1, Farm.Pick(farm.NewWorker()));
        Assert.True(farm.Board.TryClearGauges(1ul << 2));
        Assert.Equal(0, Farm.Pick(farm.NewWorker()));
    }

    [Theory]
    [InlineData("id 5|id 3|id 9", "BBAACC")]
    [InlineData("id 3||", "BBAACC")] // A is 3, so B is 2, its position, and C the next free one
    [InlineData("||", "AABBCC")]
    public void TheNumericIdsGiveTheOrder(string words, string expected)
    {
        Farm farm = Farm.Of("balance first", words.Split('|'));
        IBalancer worker = farm.NewWorker();
        string seen = "";
        foreach (int _ in Enumerable.Range(0, 3))
        {
            char server = (char)('A' + Farm.Pick(worker));
            seen += new string(server, 2);
            farm.Set(server - 'A', ServerHealth.Down);
        }

        Assert.Equal(expected, seen);
        Assert.Equal(IBalancer.Nobody, Farm.Pick(worker));
    }

    [Fact]
    public void WithoutLimitsTheFirstTakesEverything()
    {
        Farm farm = new("first", [1, 1, 1]);
        IBalancer worker = farm.NewWorker();
        ServerPlaces hand = farm.Hand(0);
        Assert.Equal("AAAA", string.Concat(Enumerable.Range(0, 4).Select(_ => farm.Hold(worker, hand))));
        Assert.Equal(1, Farm.Pick(worker, avoid: 0));
    }

    [Fact]
    public void BackupsFollowOnlyWhenNobodyElseIsUp()
    {
        Farm farm = new("first", [1, 1, 1], backups: 2, maxConn: 1);
        IBalancer worker = farm.NewWorker();
        ServerPlaces hand = farm.Hand(0);
        Assert.Equal('A', farm.Hold(worker, hand));
        Assert.Equal(IBalancer.NoRoom, Farm.Pick(worker));
        farm.Set(0, ServerHealth.Down);
        Assert.Equal(1, Farm.Pick(worker));
    }
}
