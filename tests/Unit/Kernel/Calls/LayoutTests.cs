using Weir.Kernel.Calls;
using Xunit;

namespace Weir.Tests.Unit.Kernel.Calls;

/// <summary>Sizes as the kernel's headers have them on x86-64.</summary>
public sealed unsafe class LayoutTests
{
    [Fact]
    public void StructsAreAsLargeAsTheKernels()
    {
        Assert.Equal(16, sizeof(SockAddrIn));
        Assert.Equal(28, sizeof(SockAddrIn6));
        Assert.Equal(110, sizeof(SockAddrUn));
        Assert.Equal(12, sizeof(EpollEvent));
        Assert.Equal(16, sizeof(IoVec));
        Assert.Equal(56, sizeof(MsgHdr));
        Assert.Equal(8, sizeof(Watched));
    }

    [Fact]
    public void ClocksTick()
    {
        long first = Sys.MonotonicMs();
        Assert.True(Sys.MonotonicMs() >= first);
        Assert.True(Sys.RealtimeMs() > 1_700_000_000_000);
        Assert.True(Sys.DescriptorLimit() > 0);
    }
}
