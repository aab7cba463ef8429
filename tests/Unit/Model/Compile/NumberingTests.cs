using System.Collections.Generic;
using System.Linq;
using Weir.Language.Source;
using Weir.Model.Compile;
using Weir.Model.Plan;
using Weir.Rules.Balance;
using Xunit;

namespace Weir.Tests.Unit.Model.Compile;

public sealed class NumberingTests
{
    private const string First = """
        frontend www
         bind 127.0.0.1:80
         bind 127.0.0.1:81
         default_backend www
        backend www
         server a 127.0.0.1:8001
         server b 127.0.0.1:8002
        backend other
         server a 127.0.0.1:8003

        """;

    private readonly List<ConfigPlan> _atWork = [];

    [Fact]
    public void WithoutAPlanBeforePositionsAreNumbers()
    {
        ConfigPlan plan = Next(First);
        Assert.Equal([0, 1, 2], plan.Proxies.Select(static one => one.Id));
        Assert.Equal([0, 1, 2], plan.Servers.Select(static one => one.Id));
        Assert.Equal([0, 1], plan.Listeners.Select(static one => one.Id));
    }

    [Fact]
    public void WhatHasTheSameNameKeepsItsNumberWhereverItStands()
    {
        Next(First);
        ConfigPlan plan = Next("""
            backend other
             server a 127.0.0.1:8003
            backend www
             server b 127.0.0.1:9002
             server a 127.0.0.1:8001
            frontend www
             bind 127.0.0.1:81
             bind 127.0.0.1:80
             default_backend www

            """);
        Assert.Equal([2, 1, 0], plan.Proxies.Select(static one => one.Id));
        Assert.Equal([2, 1, 0], plan.Servers.Select(static one => one.Id));
        Assert.Equal([1, 0], plan.Listeners.Select(static one => one.Id));
        Assert.Same(plan.Proxies[0], plan.ProxyOf(2));
        Assert.Same(plan.Servers[1], plan.ServerOf(1));
        Assert.Null(plan.ServerOf(3));
    }

    [Fact]
    public void WhatIsNewGetsANumberThatNoPlanAtWorkUses()
    {
        Next(First);
        Next(First.Replace("server b", "server c"));
        Assert.Equal([0, 3, 2], _atWork[0].Servers.Select(static one => one.Id));

        Next(First.Replace("server b", "server d"));
        Assert.Equal([0, 4, 2], _atWork[0].Servers.Select(static one => one.Id));

        _atWork.RemoveAt(2); // the first is over: nobody goes to its b any more
        _atWork.RemoveAt(1);
        Next(First.Replace("server b", "server e"));
        Assert.Equal([0, 1, 2], _atWork[0].Servers.Select(static one => one.Id));
    }

    [Fact]
    public void WhatComesBackWhileAnOldPlanKnowsItHasItsOldNumber()
    {
        Next(First);
        Next(First.Replace("server b", "server c"));
        Next(First);
        Assert.Equal([0, 1, 2], _atWork[0].Servers.Select(static one => one.Id));
    }

    [Fact]
    public void AnotherModeIsAnotherProxyWithServersOfItsOwn()
    {
        Next(First);
        ConfigPlan plan = Next("defaults\n mode http\n" + First);
        Assert.Equal([3, 4, 5], plan.Proxies.Select(static one => one.Id));
        Assert.Equal([3, 4, 5], plan.Servers.Select(static one => one.Id));
        Assert.Equal([0, 1], plan.Listeners.Select(static one => one.Id));
    }

    [Fact]
    public void AddressesThatAreBoundTwiceAreTwo()
    {
        Next(First.Replace(":81", ":80"));
        ConfigPlan plan = Next(First.Replace(":81", ":80"));
        Assert.Equal([0, 1], plan.Listeners.Select(static one => one.Id));
    }

    private ConfigPlan Next(string text)
    {
        PlanIds ids = new Numbering(_atWork).Of(Load(text, null));
        ConfigPlan plan = Load(text, ids);
        _atWork.Insert(0, plan);
        return plan;
    }

    private static ConfigPlan Load(string text, PlanIds? ids)
    {
        LoadOptions options = new() { Balances = BalanceTable.Rows, Ids = ids };
        ConfigPlan? plan = ConfigLoader.Load([new SourceFile("a.cfg", text)], options, out _);
        Assert.NotNull(plan);
        return plan;
    }
}
