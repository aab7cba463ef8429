using Weir.Tests.Sim.Contract;
using Weir.Tests.Sim.Network;

namespace Weir.Tests.Sim.Backends;

public sealed class SimContract : IoContract<SimIo>
{
    private protected override IoBench<SimIo> Open() => new SimBench(4711, SimFaults.None);
}
