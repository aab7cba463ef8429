using Weir.Kernel.Ring;
using Xunit;

namespace Weir.Tests.Sim.Contract;

/// <summary>Made and used on one thread: the ring allows no other.</summary>
public sealed class RingBench : KernelBench<RingBackend>
{
    public RingBench()
    {
        Assert.Equal(0, RingBackend.TryCreate(Limits, out RingBackend io));
        Use(io);
    }
}
