using Weir.Ground.Time;
using Weir.Model.Counts;
using Weir.Model.Live;
using Xunit;

namespace Weir.Tests.Unit.Model.Counts;

/// <summary>The highest number of requests at a server, over several workers.</summary>
public sealed class PeakTests
{
    private readonly Board _board = Board.InPrivateMemory(new BoardShape(Workers: 2, Proxies: 1, Servers: 2));
    private readonly Tally[] _workers;

    public PeakTests() => _workers = [new Tally(_board, 0), new Tally(_board, 1)];

    [Fact]
    public void OneWorkersHighestIsFoundHoweverOftenItFalls()
    {
        At(1_000);
        Rise(0, 3);
        Fall(0, 3);
        Rise(0, 5);
        Fall(0, 1);
        At(2_000);
        Rise(0, 1);
        Assert.Equal(5, Most);
    }

    [Fact]
    public void TheHighestIsThatOfAllTogether()
    {
        At(1_000);
        Rise(0, 4);
        Rise(1, 3);
        Assert.Equal(7, Most);
        Fall(0, 4);
        Fall(1, 3);
        At(2_000);
        Rise(1, 6);
        Rise(0, 1);
        Assert.Equal(7, Most);
        At(3_000);
        Rise(0, 1);
        Assert.Equal(8, Most);
    }

    [Fact]
    public void AnotherSecondLooksAgainWhateverWasReachedBefore()
    {
        At(1_000);
        Rise(0, 10);
        Fall(0, 10);
        Rise(1, 8);
        At(2_000);
        Rise(0, 3);
        Assert.Equal(11, Most);
    }

    [Fact]
    public void WhatADeadWorkerHeldIsNoPartOfALaterPeak()
    {
        At(1_000);
        Rise(0, 4);
        _board.ClearGauges(dead: 0b01);
        Rise(1, 3);
        Assert.Equal(4, Most);
        Assert.Equal(3, new BoardSums(_board).Server(1).Current);
    }

    private int Most => new BoardSums(_board).Server(1).CurrentPeak.Most;

    private void At(long ms)
    {
        foreach (Tally worker in _workers)
        {
            worker.Turn(new Instant(ms));
        }
    }

    private void Rise(int worker, int by)
    {
        for (int i = 0; i < by; i++)
        {
            _workers[worker].SessionCame(ref _workers[worker].Server(1));
        }
    }

    private void Fall(int worker, int by) => _workers[worker].Server(1).Current -= by;
}
