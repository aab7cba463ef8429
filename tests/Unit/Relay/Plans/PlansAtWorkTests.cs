using System.Collections.Generic;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Relay.Plans;
using Weir.Relay.Stream;
using Weir.Tests.Unit.Model;
using Xunit;

namespace Weir.Tests.Unit.Relay.Plans;

public sealed class PlansAtWorkTests
{
    private readonly ConfigPlan _plan = Config.Good("listen a 127.0.0.1:80\n server s 127.0.0.1:81\n");
    private readonly Board _board = Board.InPrivateMemory(new BoardShape(1, 1, 1));

    [Fact]
    public void APlanEndsWithItsLastStreamAndItsNumberIsGivenAgain()
    {
        PlanAtWork first = Make(1);
        using PlansAtWork plans = new(first);
        StreamState one = Begin(first);
        StreamState other = Begin(first);
        plans.Adopt(Make(2));
        Assert.Equal(2, plans.Count);
        Assert.Same(first, plans[one.Plan]);

        plans.Leave(in one);
        Assert.False(plans.AnyEnded);
        plans.Leave(in other);
        Assert.Equal([1u], Ended(plans));
        Assert.False(plans.Has(first));

        PlanAtWork third = Make(3);
        plans.Adopt(third);
        Assert.Equal(first.Number, third.Number);
        Assert.Equal([2u], Ended(plans)); // nobody has ever gone by it
        Assert.Equal(1, plans.Count);
    }

    [Fact]
    public void AStreamHoldsBothOfItsPlans()
    {
        PlanAtWork first = Make(1);
        using PlansAtWork plans = new(first);
        StreamState stream = Begin(first);
        PlanAtWork second = Make(2);
        plans.Adopt(second);
        plans.MoveBackend(ref stream, second);
        PlanAtWork third = Make(3);
        plans.Adopt(third);
        Assert.Empty(Ended(plans));

        plans.MoveBackend(ref stream, third);
        Assert.Equal([2u], Ended(plans));
        plans.Leave(in stream);
        Assert.Equal([1u], Ended(plans));
        Assert.Equal(0, third.Uses);
        Assert.True(plans.Has(third));
    }

    [Fact]
    public void ManyPlansAreAtWorkAtOnce()
    {
        PlanAtWork first = Make(1);
        using PlansAtWork plans = new(first);
        List<StreamState> streams = [Begin(first)];
        for (uint generation = 2; generation <= 300; generation++)
        {
            PlanAtWork plan = Make(generation);
            plans.Adopt(plan);
            streams.Add(Begin(plan));
        }

        Assert.Equal(300, plans.Count);
        Assert.All(streams, stream => Assert.Equal(plans[stream.Plan].Number, stream.Plan));
        streams.ForEach(stream => plans.Leave(in stream));
        Assert.Equal(1, plans.Count);
        Assert.Equal(299, Ended(plans).Count);
    }

    private static StreamState Begin(PlanAtWork plan)
    {
        plan.Uses++;
        return new StreamState { Plan = plan.Number, BackendPlan = plan.Number };
    }

    private static List<uint> Ended(PlansAtWork plans)
    {
        List<uint> all = [];
        while (plans.TryTakeEnded(out uint generation))
        {
            all.Add(generation);
        }

        return all;
    }

    private PlanAtWork Make(uint generation) => new(_plan, _board, 1) { Generation = generation };
}
