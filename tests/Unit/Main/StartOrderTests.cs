using Weir.Kernel.Calls;
using Weir.Main.Spawn;
using Weir.Model.Live;
using Xunit;

namespace Weir.Tests.Unit.Main;

public sealed class StartOrderTests
{
    [Fact]
    public void WhatTheMasterLeavesTheChildFinds()
    {
        Sys.MessagePair(out int ours, out int theirs);
        StartOrder sent = StartOrder.Blank with
        {
            Workers = 3,
            Plan = new PlanOrder { MaxConn = 100, TextBytes = 1L << 40 },
        };

        Assert.Equal(0, sent.SendTo(ours));
        Assert.True(StartOrder.TryTake(theirs, out StartOrder taken));

        Assert.Equal(sent, taken);
        Sys.Close(ours);
        Sys.Close(theirs);
    }

    [Fact]
    public void AnotherMessageIsNoOrder()
    {
        Sys.MessagePair(out int ours, out int theirs);

        Assert.False(StartOrder.TryTake(theirs, out _)); // nothing there: it must not wait
        default(StartOrder).SendTo(ours);
        Assert.False(StartOrder.TryTake(theirs, out _)); // unmarked
        Sys.Write(ours, "x"u8);
        Assert.False(StartOrder.TryTake(theirs, out _)); // too short

        Sys.Close(ours);
        Sys.Close(theirs);
    }

    [Fact]
    public void WhatIsNoSocketHoldsNoOrder() => Assert.False(StartOrder.TryTake(-1, out _));
}
