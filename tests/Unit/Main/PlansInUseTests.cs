using System.Collections.Generic;
using System.Runtime.InteropServices;
using Weir.Main.Master;
using Weir.Main.Reload;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Tests.Unit.Model;
using Xunit;

namespace Weir.Tests.Unit.Main;

public sealed class PlansInUseTests
{
    private readonly List<Child> _workers = [new Child(0), new Child(1)];
    private readonly ConfigPlan _first = Config.Good("listen a 127.0.0.1:80\n server s 127.0.0.1:81\n");
    private readonly ConfigPlan _second = Config.Good("listen b 127.0.0.1:80\n server s 127.0.0.1:81\n");
    private readonly PlansInUse _plans;

    public PlansInUseTests()
    {
        _workers.ForEach(static worker => worker.BeginsWith(1));
        _plans = new PlansInUse(_first, workers: 2);
        Look();
        _plans.Add(2, _second);
    }

    [Fact]
    public void APlanIsInUseUntilEveryWorkerHasToldItsEnd()
    {
        Assert.Equal([_second, _first], _plans.All);
        Tell(0, ended: 1);
        Assert.Equal([_second, _first], _plans.All);
        Tell(1, ended: 1);
        Assert.Equal([_second], _plans.All);
    }

    [Fact]
    public void OneThatBeginsAnewHoldsNoneOfThePast()
    {
        Tell(0, ended: 1);
        _workers[1].BeginsWith(2);
        Look();
        Assert.Equal([_second], _plans.All);
    }

    [Fact]
    public void OneThatBeginsBeforeTheNewestIsAtWorkHoldsWhatItBeganWith()
    {
        _workers[0].BeginsWith(1);
        Tell(1, ended: 1);
        Assert.Equal([_second, _first], _plans.All);
    }

    [Fact]
    public void TheNewestIsAlwaysInUse()
    {
        Tell(0, ended: 2);
        Tell(1, ended: 2);
        Assert.Equal(_second, _plans.All[0]);
    }

    private void Tell(int worker, uint ended)
    {
        _workers[worker].Hear(new PlanWord(ControlMessage.PlanEnded, ended));
        Look();
    }

    private void Look() => _plans.LookAt(CollectionsMarshal.AsSpan(_workers));
}
