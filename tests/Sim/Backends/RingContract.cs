using Weir.Kernel.Ring;
using Weir.Tests.Sim.Contract;

namespace Weir.Tests.Sim.Backends;

public sealed class RingContract : IoContract<RingBackend>
{
    private protected override IoBench<RingBackend> Open() => new RingBench();
}
