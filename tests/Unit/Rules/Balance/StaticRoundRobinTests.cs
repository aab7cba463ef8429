using System;
using System.Linq;
using Weir.Model.Contracts;
using Weir.Model.Live;
using Xunit;

namespace Weir.Tests.Unit.Rules.Balance;

public sealed class StaticRoundRobinTests
{
    [Theory]
    [InlineData(new[] { 1, 1, 1 }, "ABCABC")]
    [InlineData(new[] { 8, 20, 24 }, "ABCBCBCACBCBCABCBCBCACBCBC")] // seen on 2.6
    [InlineData(new[] { 5, 1 }, "AAAAABAAAAAB")]
    public void OrderIsTheDocumentedOne(int[] weights, string expected) =>
        Assert.Equal(expected, Farm.Picks(new Farm("static-rr", weights).NewWorker(), expected.Length));

    [Fact]
    public void SharesOfInterleavedWorkersAreExact()
    {
        Farm farm = new("static-rr", [1, 2, 4]);
        IBalancer[] workers = [farm.NewWorker(), farm.NewWorker(), farm.NewWorker()];
        Random random = new(5);
        int[] hits = new int[3];
        for (int i = 0; i < 700; i++)
        {
            hits[Farm.Pick(workers[random.Next(3)])]++;
        }

        Assert.Equal([100, 200, 400], hits);
    }

    [Fact]
    public void AWeightChangedOnTheFlyHasNoEffectButZero()
    {
        Farm farm = new("static-rr", [1, 1]);
        IBalancer worker = farm.NewWorker();
        farm.SetWeight(0, 9);
        Assert.Equal("ABAB", Farm.Picks(worker, 4));
        farm.SetWeight(0, 0);
        Assert.Equal("BBB", Farm.Picks(worker, 3));
    }

    [Fact]
    public void ADownServerIsLeftOutAtOnceAndComesBack()
    {
        Farm farm = new("static-rr", [1, 1, 1]);
        IBalancer worker = farm.NewWorker();
        farm.Set(1, ServerHealth.Down);
        Assert.Equal("ACAC", Farm.Picks(worker, 4));
        farm.Set(1, ServerHealth.Up);
        Assert.Equal("ABC", Farm.Picks(worker, 3));
    }

    [Fact]
    public void NobodyUsableIsSaid()
    {
        Assert.Equal(IBalancer.Nobody, Farm.Pick(new Farm("static-rr", []).NewWorker()));
        Farm farm = new("static-rr", [1]);
        farm.Set(0, ServerHealth.Down);
        Assert.Equal(IBalancer.Nobody, Farm.Pick(farm.NewWorker()));
    }
}
