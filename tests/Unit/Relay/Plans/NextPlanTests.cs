using System;
using System.Threading;
using Weir.Kernel.Calls;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Relay.Listen;
using Weir.Relay.Plans;
using Weir.Tests.Unit.Model;
using Xunit;

namespace Weir.Tests.Unit.Relay.Plans;

public sealed class NextPlanTests : IDisposable
{
    private readonly int _call = Sys.CallDescriptor();
    private readonly ConfigPlan _plan = Config.Good("listen a 127.0.0.1:80\n server s 127.0.0.1:81\n");

    [Fact]
    public void ThePlanIsReadyWhenItsSocketsAreThereToo()
    {
        NextPlan next = NextPlan.Begin(Setup((in PlanOrder _, int _) => _plan), Order(sockets: 1), -1, _call);
        AwaitCall();
        Assert.False(next.TryTell(out _));
        next.Add([0], [1000]);
        Assert.True(next.TryTell(out ControlMessage answer));
        Assert.Equal(ControlMessage.PlanReady, answer);
        Assert.False(next.TryTell(out _)); // once
        Assert.Same(_plan, next.Plan!.Plan);
        Assert.Equal(7u, next.Plan.Generation);
        Assert.Equal(1000, next.Sockets[0]);
    }

    [Fact]
    public void WithoutMemoryThereIsNoPlan()
    {
        NextPlan next = NextPlan.Begin(
            Setup(static (in PlanOrder _, int _) => throw new InsufficientMemoryException()),
            Order(sockets: 0), -1, _call);
        AwaitCall();
        Assert.True(next.TryTell(out ControlMessage answer));
        Assert.Equal(ControlMessage.PlanFailed, answer);
        Assert.Null(next.Plan);
    }

    [Fact]
    public void ASocketThatFoundNoRoomIsAFailure()
    {
        NextPlan next = NextPlan.Begin(Setup((in PlanOrder _, int _) => _plan), Order(sockets: 2), -1, _call);
        AwaitCall();
        next.Add([0, 1], [1000]);
        Assert.True(next.TryTell(out ControlMessage answer));
        Assert.Equal(ControlMessage.PlanFailed, answer);
    }

    [Fact]
    public void NothingIsToldWhileItIsCompiled()
    {
        using ManualResetEventSlim mayGoOn = new();
        NextPlan next = NextPlan.Begin(
            Setup((in PlanOrder _, int _) =>
            {
                mayGoOn.Wait();
                return _plan;
            }),
            Order(sockets: 0), -1, _call);
        Assert.False(next.TryTell(out _));
        Assert.Null(next.Plan);
        mayGoOn.Set();
        AwaitCall();
        Assert.True(next.TryTell(out _));
    }

    public void Dispose() => Sys.Close(_call);

    private static PlanOrder Order(int sockets) => new() { Generation = 7, Listeners = sockets };

    private void AwaitCall()
    {
        Watched[] watched = [new Watched { Descriptor = _call, Wanted = Watched.Readable }];
        Assert.Equal(1, Sys.Poll(watched, 30_000));
    }

    private WorkerSetup Setup(CompilePlan compile) => new()
    {
        Plan = _plan,
        Compile = compile,
        Board = Board.InPrivateMemory(new BoardShape(1, 1, 1)),
        WorkerId = 0,
        ListenerDescriptors = [-1],
        Pid = 1,
        DescriptorMax = 100,
        ConnectionMax = 10,
    };
}
