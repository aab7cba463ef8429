using Weir.Kernel.Calls;
using Weir.Kernel.Ring;
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
        Assert.Equal(64, sizeof(MMsgHdr));
        Assert.Equal(8, sizeof(Linger));
        Assert.Equal(8, sizeof(Watched));
        Assert.Equal(16, sizeof(TimeSpec));
        Assert.Equal(56, sizeof(BrokenTime));
        Assert.Equal(16, sizeof(RLimit));
        Assert.Equal(128, sizeof(CpuSet));
        Assert.Equal(128, sizeof(SignalSet));
    }

    [Fact]
    public void StructsOfTheRingAreAsLargeAsTheKernels()
    {
        Assert.Equal(120, sizeof(RingParameters));
        Assert.Equal(64, sizeof(Submission));
        Assert.Equal(16, sizeof(Completion));
        Assert.Equal(16, sizeof(ProvidedBuffer));
        Assert.Equal(40, sizeof(ProvidedRing));
        Assert.Equal(24, sizeof(RingWait));
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
