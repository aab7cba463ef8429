using System;
using System.Linq;
using System.Threading.Tasks;
using Weir.Model.Contracts;
using Weir.Model.Live;
using Weir.Model.Places;
using Xunit;

namespace Weir.Tests.Unit.Rules.Balance;

public sealed class RoundRobinTests
{
    private const string TwoLaps38 =
        "CDCDACDBCDACDBCDACDBCDCADCBDCADCBDCADCBDCDACDBCDACDBCDACDBCDCADCBDCADCBDCADC";

    [Theory]
    [InlineData(new[] { 1, 1, 1 }, "ABCABC")]
    [InlineData(new[] { 1, 1, 1, 1 }, "ABCDABCDABCD")]
    [InlineData(new[] { 1, 2 }, "BBABBA")]
    [InlineData(new[] { 5, 1 }, "AAAAAB")]
    [InlineData(new[] { 3, 2, 1 }, "ABACAB")]
    [InlineData(new[] { 8, 20, 24 }, "CBCBCABCCBCBACBCBCABCCBCBA")]
    [InlineData(new[] { 12, 12, 26, 26 }, TwoLaps38)]
    [InlineData(new[] { 3, 3, 2, 3 }, "ABDABDCABDACBDABDCABDACBDABDCABDACBD")] // seen on 2.6
    [InlineData(new[] { 2, 7, 7, 8 }, "DBCDBCDBCDABDCBDCDBCDBCADBCDBCDBCDABDCBDCDBCDBCA")] // seen on 2.6
    public void OrderIsTheDocumentedOne(int[] weights, string expected)
    {
        Farm farm = new("roundrobin", weights);
        Assert.Equal(expected, Farm.Picks(farm.NewWorker(), expected.Length));
    }

    [Fact]
    public void NoServerOfTheGuidesFourIsChosenTwiceInARow()
    {
        string picks = Farm.Picks(new Farm("roundrobin", [12, 12, 26, 26]).NewWorker(), 38 * 40);
        Assert.DoesNotContain(Enumerable.Range(1, picks.Length - 1), i => picks[i] == picks[i - 1]);
    }

    [Fact]
    public void OrderIsTheSameWhicheverWorkerPicks()
    {
        Farm farm = new("roundrobin", [12, 12, 26, 26]);
        IBalancer[] workers = [farm.NewWorker(), farm.NewWorker(), farm.NewWorker()];
        Random random = new(4711);
        string picks = string.Concat(
            Enumerable.Range(0, 76).Select(_ => Farm.Picks(workers[random.Next(workers.Length)], 1)));
        Assert.Equal(TwoLaps38, picks);
    }

    [Fact]
    public void SharesOfInterleavedWorkersAreExact()
    {
        Farm farm = new("roundrobin", [1, 1, 1, 1, 1, 1, 1]);
        IBalancer[] workers = [.. Enumerable.Range(0, 5).Select(_ => farm.NewWorker())];
        Random random = new(1);
        int[] hits = new int[7];
        for (int i = 0; i < 7 * 1000; i++)
        {
            hits[Farm.Pick(workers[random.Next(workers.Length)])]++;
        }

        Assert.All(hits, count => Assert.Equal(1000, count));
    }

    [Fact]
    public async Task SharesOfParallelWorkersAreExact()
    {
        Farm farm = new("roundrobin", [1, 2, 5]);
        int[][] hits = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            Task.Run(() => CountPicks(farm.NewWorker(), servers: 3, picks: 8 * 16 * 50))));
        int[] sums = [.. Enumerable.Range(0, 3).Select(server => hits.Sum(worker => worker[server]))];
        Assert.Equal([4 * 16 * 50, 8 * 16 * 50, 20 * 16 * 50], sums);
    }

    [Fact]
    public void ADownServerIsLeftOutAtOnceByEveryWorker()
    {
        Farm farm = new("roundrobin", [1, 1, 1]);
        IBalancer first = farm.NewWorker();
        IBalancer second = farm.NewWorker();
        Assert.Equal("AB", Farm.Picks(first, 1) + Farm.Picks(second, 1));
        farm.Set(1, ServerHealth.Down);
        Assert.Equal("ACAC", Farm.Picks(second, 2) + Farm.Picks(first, 2));
        farm.Set(1, ServerHealth.Up);
        Assert.Equal("ABCA", Farm.Picks(first, 4));
    }

    [Fact]
    public void WeightZeroGetsNoTraffic()
    {
        Farm farm = new("roundrobin", [1, 0, 1]);
        Assert.Equal("ACAC", Farm.Picks(farm.NewWorker(), 4));
        farm.SetWeight(1, 2);
        Assert.Equal("BBACBBAC".Order(), Farm.Picks(farm.NewWorker(), 8).Order());
    }

    [Fact]
    public void NobodyUsableIsMinusOne()
    {
        Farm farm = new("roundrobin", [1, 1]);
        IBalancer worker = farm.NewWorker();
        farm.Set(0, ServerHealth.Down);
        farm.Set(1, ServerHealth.Down);
        Assert.Equal(-1, Farm.Pick(worker));
        Assert.Equal(-1, Farm.Pick(new Farm("roundrobin", []).NewWorker()));
    }

    [Theory]
    [InlineData("roundrobin")]
    [InlineData("static-rr")]
    public void NoTicketIsTakenWhileAllAreFull(string algorithm)
    {
        Farm farm = new(algorithm, [1, 2, 1], maxConn: 1);
        IBalancer worker = farm.NewWorker();
        ServerPlaces hand = farm.Hand(0);
        for (int server = 0; server < 3; server++)
        {
            Assert.True(hand.TryTake(server, 1));
        }

        Assert.Equal(IBalancer.NoRoom, Farm.Pick(worker));
        Assert.Equal(0UL, farm.Board.Backend(0).Ticket);
        hand.GiveBack(2);
        Assert.Equal("C", Farm.Picks(worker, 1));
        Assert.InRange(farm.Board.Backend(0).Ticket, 1UL, 3UL);
    }

    [Fact]
    public void OneServerTakesEverythingWithoutTouchingTheSharedTicket()
    {
        Farm farm = new("roundrobin", [7]);
        Assert.Equal("AAAA", Farm.Picks(farm.NewWorker(), 4));
        Assert.Equal(0UL, farm.Board.Backend(0).Ticket);
    }

    [Fact]
    public void FirstUsableBackupTakesEverything()
    {
        Farm farm = new("roundrobin", [1, 1, 1], backups: 2);
        IBalancer worker = farm.NewWorker();
        Assert.Equal("AAA", Farm.Picks(worker, 3));
        farm.Set(0, ServerHealth.Down);
        Assert.Equal("BBB", Farm.Picks(worker, 3));
        farm.Set(1, ServerHealth.Down);
        Assert.Equal("CCC", Farm.Picks(worker, 3));
        farm.Set(0, ServerHealth.Up);
        Assert.Equal("AAA", Farm.Picks(worker, 3));
    }

    [Fact]
    public void AllBackupsShare()
    {
        Farm farm = new("roundrobin", [1, 1, 1, 1], backups: 3, allBackups: true);
        farm.Set(0, ServerHealth.Down);
        Assert.Equal("BCDBCD", Farm.Picks(farm.NewWorker(), 6));
    }

    [Fact]
    public void AServerThatHasJustFailedIsPassedOver()
    {
        IBalancer worker = new Farm("roundrobin", [5, 1]).NewWorker();
        Assert.All(Enumerable.Range(0, 12), _ => Assert.Equal(1, Farm.Pick(worker, avoid: 0)));
    }

    [Fact]
    public void AServerThatHasJustFailedIsTakenWhenItIsTheLast()
    {
        Farm farm = new("roundrobin", [1, 1]);
        farm.Set(1, ServerHealth.Down);
        Assert.Equal(0, Farm.Pick(farm.NewWorker(), avoid: 0));
    }

    [Fact]
    public void PicksAllocateNothing()
    {
        IBalancer worker = new Farm("roundrobin", [3, 2, 1]).NewWorker();
        Farm.Pick(worker);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            Farm.Pick(worker, avoid: i & 3);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void AServerThatComesAndGoesAllocatesNothing()
    {
        Farm farm = new("roundrobin", [3, 2, 1]);
        IBalancer worker = farm.NewWorker();
        Farm.Pick(worker);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            farm.Set(1, (i & 1) == 0 ? ServerHealth.Down : ServerHealth.Up);
            Farm.Pick(worker);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static int[] CountPicks(IBalancer worker, int servers, int picks)
    {
        int[] hits = new int[servers];
        for (int i = 0; i < picks; i++)
        {
            hits[Farm.Pick(worker)]++;
        }

        return hits;
    }
}
