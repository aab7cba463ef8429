using Weir.Kernel.Ring;
using Weir.Tests.Sim.Contract;

namespace Weir.Tests.Sim.Backends;

public sealed class RingContract : KernelContract<RingBackend>
{
    private protected override IoBench<RingBackend> Open() => new RingBench();

    private protected override Maker Make => RingBackend.TryCreate;
}
