using System;
using System.Collections.Generic;
using System.Linq;
using Weir.Model.Live;
using Weir.Model.Plan;
using Xunit;

namespace Weir.Tests.Sim.Checks;

/// <summary>Checks from one plan to the next.</summary>
public sealed class FollowingTests
{
    private const string First = """
        listen www 192.168.1.1:80
         mode http
         option httpchk
         server a 192.168.1.11:80 check inter 4000
         server b 192.168.1.12:80 check inter 4000
         server c 192.168.1.13:80 check inter 60000

        """;

    [Theory]
    [InlineData(7)]
    [InlineData(700)]
    [InlineData(2500)]
    public void WhatIsTheSameKeepsItsPaceHoweverOftenPlansFollow(int eachMs)
    {
        using KeeperBench bench = new(First, First);
        for (int ms = 0; ms < 40_000; ms += eachMs)
        {
            bench.Run(eachMs);
            bench.Follow(ms % 2);
        }

        Assert.Equal([4000L], SpacesOf(bench, "a").Distinct());
        Assert.Equal([4000L], SpacesOf(bench, "b").Distinct());
    }

    [Fact]
    public void WhatIsNewOrElsewhereIsAskedAtOnceAndWhatIsGoneNoMore()
    {
        using KeeperBench bench = new(First, """
            listen www 192.168.1.1:80
             mode http
             option httpchk
             server d 192.168.1.14:80 check inter 4000
             server b 192.168.1.22:80 check inter 4000
             server c 192.168.1.13:80 check inter 60000

            """);
        bench.Run(9_000);
        ServerPlan a = bench.Plan.Servers[0];
        ServerPlan b = bench.Plan.Servers[1];
        int asked = bench.Asked(a).Count;
        int askedOldB = bench.Asked(b).Count;
        bench.Board.Server(b.Id).Health = ServerHealth.Down;
        long now = bench.NowMs;

        bench.Follow(1);
        Assert.Equal(ServerHealth.Up, bench.Board.Server(b.Id).Health); // the one elsewhere: nobody knows yet
        bench.Run(5_000);

        Assert.Equal(asked, bench.Asked(a).Count);
        Assert.Equal(askedOldB, bench.Asked(b).Count);
        Assert.InRange(bench.Asked(bench.Plan.Servers[0])[0], now, now + 10);
        Assert.InRange(bench.Asked(bench.Plan.Servers[1])[0], now, now + 10);
        Assert.Single(bench.Asked(bench.Plan.Servers[2])); // not yet again
    }

    [Fact]
    public void AShorterIntervalCountsFromNowOn()
    {
        using KeeperBench bench = new(First, First.Replace("60000", "1000", StringComparison.Ordinal));
        bench.Run(10_000);
        bench.Follow(1);
        bench.Run(10_000);
        Assert.InRange(bench.Asked(bench.Plan.Servers[2]).Count, 10, 12);
    }

    [Fact]
    public void AServersStateStays()
    {
        using KeeperBench bench = new(First, First + " server d 192.168.1.14:80 check inter 4000\n");
        bench.Run(2_000);
        ref ServerRecord record = ref bench.Board.Server(0);
        record.Health = ServerHealth.Down;
        record.CheckScore = 1;
        bench.Follow(1);
        Assert.Equal((ServerHealth.Down, 1), (record.Health, record.CheckScore));
    }

    private static IEnumerable<long> SpacesOf(KeeperBench bench, string name)
    {
        IReadOnlyList<long> asked = bench.Asked(bench.Plan.Servers.Single(one => one.Name == name));
        return asked.Skip(1).Zip(asked, static (later, earlier) => later - earlier);
    }
}
