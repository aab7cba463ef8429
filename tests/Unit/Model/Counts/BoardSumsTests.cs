using System.Runtime.InteropServices;
using Weir.Ground.Time;
using Weir.Model.Counts;
using Weir.Model.Live;
using Xunit;

namespace Weir.Tests.Unit.Model.Counts;

/// <summary>Every counter of every worker comes into the sum, and into no other.</summary>
public sealed unsafe class BoardSumsTests
{
    private static readonly BoardShape Shape = new(Workers: 3, Proxies: 2, Servers: 2);

    private readonly Board _board = Board.InPrivateMemory(Shape);

    [Fact]
    public void SumsStandBeforeEverythingElse()
    {
        FrontendCounters frontend = default;
        ServiceCounters service = default;
        Assert.Equal(FrontendCounters.Sums * sizeof(long), (byte*)&frontend.CurrentPeak - (byte*)&frontend);
        Assert.Equal(ServiceCounters.Sums * sizeof(long), (byte*)&service.QueuedMost - (byte*)&service);
    }

    [Fact]
    public void EachSumIsThatOfAllWorkers()
    {
        for (int worker = 0; worker < Shape.Workers; worker++)
        {
            Fill(ref _board.FrontendCounts(worker, 1), FrontendCounters.Sums);
            Fill(ref _board.BackendCounts(worker, 1), ServiceCounters.Sums);
            Fill(ref _board.ServerCounts(worker, 0), ServiceCounters.Sums);
        }

        BoardSums sums = new(_board);
        AssertIsTriple(sums.Frontend(1), FrontendCounters.Sums);
        AssertIsTriple(sums.Backend(1), ServiceCounters.Sums);
        AssertIsTriple(sums.Server(0), ServiceCounters.Sums);
        Assert.Equal(0, sums.Frontend(0).Connections);
        Assert.Equal(0, sums.Backend(0).Sessions);
        Assert.Equal(0, sums.Server(1).Sessions);
    }

    [Fact]
    public void OnlyGaugesEndWithTheirWorker()
    {
        Tally tally = new(_board, 1);
        tally.Turn(new Instant(1_000));
        tally.ClientCame(0);
        tally.SessionCame(ref tally.Backend(0));
        tally.SessionCame(ref tally.Server(1));
        tally.Server(1).Idle = 2;
        tally.Server(1).IdleProved = 1;
        tally.Queued(backend: 0, server: 1, position: 7);
        _board.ClearGauges(dead: 0b010);
        BoardSums sums = new(_board);
        Assert.Equal((0, 1), (sums.Frontend(0).Current, sums.Frontend(0).Connections));
        Assert.Equal((0, 1), (sums.Backend(0).Current, sums.Backend(0).Sessions));
        ServiceCounters server = sums.Server(1);
        Assert.Equal((0, 0, 0), (server.Current, server.Idle, server.IdleProved));
        Assert.Equal((1, 7, 1_000), (server.Sessions, server.QueuedMost, server.LastSessionMs));
    }

    [Theory]
    [InlineData(100, 1)]
    [InlineData(199, 1)]
    [InlineData(599, 5)]
    [InlineData(600, 0)]
    [InlineData(99, 0)]
    [InlineData(-1, 0)]
    public void ResponsesAreCountedByTheirFirstDigit(int status, int at) =>
        Assert.Equal(at, StatusClasses.Of(status));

    [Fact]
    public void MeansAreOfAllUntilThereAreManyAndThenFollowTheLatest()
    {
        Timings times = default;
        times.Add(new TimingPeaks { QueueMs = 1, ConnectMs = 2, ResponseMs = 3, TotalMs = 10 });
        times.Add(new TimingPeaks { QueueMs = 2, ConnectMs = 4, ResponseMs = 6, TotalMs = 20 });
        Assert.Equal(1, times.Mean(times.QueueMs));
        Assert.Equal(3, times.Mean(times.ConnectMs));
        Assert.Equal(15, times.Mean(times.TotalMs));
        for (int i = 0; i < 20_000; i++)
        {
            times.Add(new TimingPeaks { ResponseMs = 500 });
        }

        Assert.Equal(Timings.Window, times.Count);
        Assert.InRange(times.Mean(times.ResponseMs), 498, 500);
        Assert.InRange(times.Mean(times.TotalMs), 0, 1);
    }

    private static void Fill<T>(ref T counters, int sums)
        where T : unmanaged
    {
        for (int at = 0; at < sums; at++)
        {
            MemoryMarshal.Cast<T, long>(new System.Span<T>(ref counters))[at] = at + 1;
        }
    }

    private static void AssertIsTriple<T>(T counters, int sums)
        where T : unmanaged
    {
        for (int at = 0; at < sums; at++)
        {
            Assert.Equal(3 * (at + 1), MemoryMarshal.Cast<T, long>(new System.Span<T>(ref counters))[at]);
        }
    }
}
