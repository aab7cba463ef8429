using Weir.Ground.Time;
using Weir.Model.Counts;
using Weir.Model.Live;
using Xunit;

namespace Weir.Tests.Unit.Model.Counts;

/// <summary>Connections per second, counted by several workers.</summary>
public sealed class PaceTests
{
    private const int Frontend = 0;

    private readonly Board _board = Board.InPrivateMemory(new BoardShape(Workers: 3, Proxies: 1, Servers: 1));

    [Fact]
    public void EventsOfTheLastSecondAreItsRate()
    {
        Count(worker: 0, atMs: 5_100, 3);
        Count(worker: 1, atMs: 5_900, 4);
        Assert.Equal(7, At(5_950).PerSecond(5_950));
    }

    [Theory]
    [InlineData(6_000, 10)]
    [InlineData(6_250, 7)]
    [InlineData(6_999, 0)]
    public void ASecondThatIsOverCountsByWhatIsLeftOfIt(long nowMs, int rate)
    {
        Count(worker: 0, atMs: 5_500, 6);
        Count(worker: 2, atMs: 5_500, 4);
        Assert.Equal(rate, At(nowMs).PerSecond(nowMs));
    }

    [Fact]
    public void OneInTheSecondBeforeIsShownAsOne()
    {
        Count(worker: 0, atMs: 5_500, 1);
        Assert.Equal(1, At(6_999).PerSecond(6_999));
        Assert.Equal(0, At(7_000).PerSecond(7_000));
    }

    [Fact]
    public void TheHighestSecondIsThatOfAllWorkersTogether()
    {
        Count(worker: 0, atMs: 5_000, 5);
        Count(worker: 1, atMs: 5_999, 6);
        Assert.Equal(11, At(5_999).Most);

        // Each goes on in a second of its own; what they were together stays known.
        Count(worker: 0, atMs: 6_500, 1);
        Count(worker: 1, atMs: 9_500, 2);
        Count(worker: 0, atMs: 20_500, 2);
        Assert.Equal(11, At(90_000).Most);
    }

    [Fact]
    public void TheHighestSecondIsFoundWhoeverLeavesItFirst()
    {
        Count(worker: 0, atMs: 5_000, 5);
        Count(worker: 0, atMs: 6_000, 1);
        Count(worker: 1, atMs: 6_000, 6);
        Count(worker: 0, atMs: 7_000, 1);
        Count(worker: 1, atMs: 8_000, 1);
        Assert.Equal(7, At(9_000).Most);
    }

    [Fact]
    public void ADeadWorkersSecondsAreNotForgotten()
    {
        Count(worker: 1, atMs: 5_000, 5);
        _board.ClearGauges(dead: 0b010);
        Assert.Equal(5, At(8_000).Most);
        Assert.Equal(5, At(8_000).Second == 8 ? new BoardSums(_board).Frontend(Frontend).Connections : -1);
    }

    private void Count(int worker, long atMs, int events)
    {
        // As a worker does that was replaced: what it counted before is on the board.
        Tally tally = new(_board, worker);
        tally.Turn(new Instant(atMs));
        for (int i = 0; i < events; i++)
        {
            tally.ClientCame(Frontend);
        }
    }

    private Pace At(long nowMs) => new BoardSums(_board, nowMs).Frontend(Frontend).ConnectionPace;
}
