using Weir.Kernel.Ring;
using Weir.Tests.Sim.Contract;
using Xunit;

namespace Weir.Tests.Sim.Backends;

/// <summary>Made and used on one thread: the ring allows no other.</summary>
public sealed class RingBench : KernelBench<RingBackend>
{
    public RingBench()
    {
        Assert.Equal(0, RingBackend.TryCreate(Limits, out RingBackend io));
        Use(io);
    }
}
