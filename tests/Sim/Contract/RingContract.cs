using Weir.Kernel.Ring;

namespace Weir.Tests.Sim.Contract;

public sealed class RingContract : IoContract<RingBackend>
{
    private protected override IoBench<RingBackend> Open() => new RingBench();
}
